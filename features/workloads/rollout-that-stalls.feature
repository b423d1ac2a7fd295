@W06
Feature: A rollout that cannot go on stops, and what runs keeps running

  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment

  Rule: Without a ready pod the rollout goes no further than its first step

    Scenario: One new pod waits, the old ones serve, undo takes it away
      Given a cluster with 3 nodes
      And the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      And containers of image "nginx:broken" never get ready
      When I run "kubectl set image deployment/web web=nginx:broken"
      And 2 hours pass
      Then throughout deployment "web" has at least 3 available replicas
      And there are exactly 5 pods with label "app=web"
      And deployment "web" has 2 updated replicas
      When I run "kubectl rollout undo deployment/web"
      Then within 30 seconds the rollout of deployment "web" is complete
      And deployment "web" has 4 available replicas

  Rule: Without room the new pod waits for a node, and the message counts the reasons

    Scenario: Two nodes full to the brim
      Given a cluster with nodes:
        | name   | cpu | memory | taints                     |
        | node-1 | 2   | 4Gi    |                            |
        | node-2 | 2   | 4Gi    |                            |
        | node-3 | 8   | 16Gi   | dedicated=batch:NoSchedule |
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
                - {name: web, image: "nginx:1.7.9", resources: {requests: {memory: 3Gi}}}
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds deployment "web" has 2 available replicas
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      And 30 minutes pass
      Then throughout deployment "web" has 2 available replicas
      And deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "0/3 nodes are available: 1 node(s) had untolerated taint"
      And it prints "2 Insufficient memory"

    Scenario: Room that becomes free ends the wait
      Given a cluster with 1 node
      And the file "reserved.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reserved}
        spec:
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "2"}}}]
        """
      And I run "kubectl apply -f reserved.yaml"
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
                - {name: web, image: "nginx:1.7.9", resources: {requests: {cpu: "2"}}}
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds deployment "web" has 1 available replica
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      And 5 minutes pass
      Then the rollout of deployment "web" is not complete
      When I run "kubectl delete pod reserved"
      Then within 1 minute the rollout of deployment "web" is complete
