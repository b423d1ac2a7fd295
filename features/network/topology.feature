@N04
Feature: Traffic may stay in its zone, or on its node

  https://kubernetes.io/docs/concepts/services-networking/topology-aware-routing/

  Rule: With the annotation each zone gets endpoints by the CPU of its nodes

    Background:
      Given a cluster with nodes:
        | name   | cpu | zone |
        | node-1 | 4   | a    |
        | node-2 | 4   | a    |
        | node-3 | 4   | b    |
        | node-4 | 4   | b    |
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {service.kubernetes.io/topology-mode: Auto}}
        spec: {clusterIP: 10.96.1.2, selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: main, image: serve_hostname}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 10 seconds service "web" has 4 ready endpoints
      And 3 seconds pass

    Scenario: Each endpoint is hinted to its zone, and nodes keep to those of theirs
      When I run "kubectl get endpointslices -l kubernetes.io/service-name=web -o jsonpath='{range .items[0].endpoints[*]}{.nodeName} {.zone} {.hints.forZones[*].name}{\"\n\"}{end}' | sort"
      Then it prints:
        """
        node-1 a a
        node-2 a a
        node-3 b b
        node-4 b b
        """
      And event "TopologyAwareHintsEnabled" is recorded for service "web" with message "Topology Aware Hints has been enabled, addressType: IPv4"
      When I run "iptables-save -t nat | grep -c -e '-A KUBE-SEP.*DNAT.*10.244.[12]'" on node "node-2"
      Then it prints "2"
      When I run "iptables-save -t nat | grep -c 'default/web -> 10.244.[34]'" on node "node-2"
      Then it prints "0"
      When I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s 10.96.1.2; echo; done | sort -u | wc -l" on node "node-3"
      Then it prints "2"

    Scenario: With too few endpoints there are no hints, and every node uses all
      When I run "kubectl patch daemonset web -p 'spec: {template: {spec: {nodeSelector: {kubernetes.io/hostname: node-1}}}}'"
      Then within 2 minutes service "web" has 1 ready endpoint
      And event "TopologyAwareHintsDisabled" is recorded for service "web" with message "Insufficient number of endpoints (1 endpoints, 2 zones), addressType: IPv4"
      When 3 seconds pass
      And I run "curl -s 10.96.1.2" on node "node-4"
      Then it prints "web-"

    Scenario: When all nodes of a zone are lost, the hints go
      When node "node-3" stops answering
      And node "node-4" stops answering
      And 3 minutes pass
      Then event "TopologyAwareHintsDisabled" is recorded for service "web"
      When I run "kubectl get endpointslices -l kubernetes.io/service-name=web -o jsonpath='{.items[*].endpoints[*].hints}'"
      Then it prints nothing

  Rule: trafficDistribution keeps traffic close whatever that does to the load

    Background:
      Given a cluster with nodes:
        | name   | cpu | zone |
        | node-1 | 4   | a    |
        | node-2 | 4   | a    |
        | node-3 | 4   | b    |
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.96.1.2, trafficDistribution: PreferClose, selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: two, labels: {app: web}}
        spec: {nodeName: node-2, containers: [{name: main, image: serve_hostname}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: three, labels: {app: web}}
        spec: {nodeName: node-3, containers: [{name: main, image: serve_hostname}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 10 seconds service "web" has 3 ready endpoints
      And 3 seconds pass

    Scenario: PreferClose stays in the zone, one pod for a node or two
      When I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s 10.96.1.2; echo; done | sort -u" on node "node-3"
      Then it prints:
        """
        three
        """
      When I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s 10.96.1.2; echo; done | sort -u" on node "node-1"
      Then it prints:
        """
        one
        two
        """

    Scenario: PreferSameNode stays on the node, and in the zone where the node has none
      When I run "kubectl patch service web -p 'spec: {trafficDistribution: PreferSameNode}'"
      And 3 seconds pass
      And I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s 10.96.1.2; echo; done | sort -u" on node "node-1"
      Then it prints:
        """
        one
        """
      When I run "kubectl delete pod one --force --grace-period=0"
      And 3 seconds pass
      And I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s 10.96.1.2; echo; done | sort -u" on node "node-1"
      Then it prints:
        """
        two
        """

    Scenario: Without a ready pod in the zone all others are used
      When I run "kubectl delete pod three --force --grace-period=0"
      And 3 seconds pass
      And I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s 10.96.1.2; echo; done | sort -u | wc -l" on node "node-3"
      Then it prints "2"
