@S04
Feature: Pods that keep apart

  https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity

  Rule: With as many replicas as nodes, required anti-affinity leaves no room for a surge

    Scenario: A rollout that only surges stands still, and one that may do without a pod goes on
      Given a cluster with 3 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              affinity:
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
              containers: [{name: web, image: "nginx:1.26"}]
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds the rollout of deployment "web" is complete
      When I run "kubectl set image deployment/web web=nginx:1.27"
      Then within 10 seconds there is 1 Pending pod of deployment "web"
      And for the next 9 minutes there is 1 Pending pod of deployment "web"
      And within 2 minutes the rollout of deployment "web" is stalled
      And deployment "web" has 3 available replicas
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules."
      When I run:
        """
        kubectl patch deployment web -p '{"spec": {"strategy": {"rollingUpdate": {"maxUnavailable": 1}}}}'
        """
      Then within 5 minutes the rollout of deployment "web" is complete

  Rule: Spread over zones with a bound on the difference

    https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/

    Background:
      Given a cluster with nodes:
        | name | cpu | zone |
        | a-1  | 4   | a    |
        | b-1  | 1   | b    |
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 5
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              topologySpreadConstraints:
                - maxSkew: 1
                  topologyKey: topology.kubernetes.io/zone
                  whenUnsatisfiable: DoNotSchedule
                  labelSelector: {matchLabels: {app: web}}
              containers: [{name: web, image: nginx, resources: {requests: {cpu: 500m}}}]
        """

    Scenario: Zone b is full with two, so zone a takes three
      When I run "kubectl apply -f web.yaml"
      Then within 30 seconds deployment "web" has 5 available replicas
      And there are 3 pods on node "a-1"
      When I run "kubectl scale deployment web --replicas=6"
      Then within 10 seconds there is 1 Pending pod of deployment "web"
      And for the next 1 hour there is 1 Pending pod of deployment "web"
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match pod topology spread constraints."

    Scenario: Who would rather be placed than spread
      Given I run "kubectl apply -f web.yaml"
      When I run:
        """
        kubectl patch deployment web --type=json -p '[{"op": "replace", "path": "/spec/template/spec/topologySpreadConstraints/0/whenUnsatisfiable", "value": "ScheduleAnyway"}]'
        kubectl scale deployment web --replicas=8
        """
      Then within 1 minute deployment "web" has 8 available replicas
      And within 30 seconds there are 2 pods on node "b-1"

  Rule: A port of the host is taken once a node

    Scenario: Three pods want port 8080 of two nodes
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: nginx, ports: [{containerPort: 80, hostPort: 8080}]}]
        """
      When I run "kubectl apply -f web.yaml"
      Then within 30 seconds deployment "web" has 2 available replicas
      And for the next 1 hour there is 1 Pending pod of deployment "web"
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports."
