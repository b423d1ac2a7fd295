@N04
Feature: Cluster IPs and node ports are given out once, and taken back when a Service gives them up

  https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/

  Rule: A cluster IP may be chosen, and then nobody else has it

    Background:
      Given a cluster running Kubernetes 1.28
      And the file "first.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: first}
        spec: {clusterIP: 10.96.0.77, ports: [{port: 80}]}
        """
      And the file "second.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: second}
        spec: {clusterIP: 10.96.0.77, ports: [{port: 80}]}
        """
      And I run "kubectl apply -f first.yaml"

    Scenario: A second Service is refused, until the first is deleted
      When I run "kubectl apply -f second.yaml"
      Then the command fails with 'The Service "second" is invalid: spec.clusterIPs: Invalid value: []string{"10.96.0.77"}: failed to allocate IP 10.96.0.77: provided IP is already allocated'
      When I run "kubectl delete service first"
      And I run "kubectl apply -f second.yaml"
      Then {.spec.clusterIP} of service "second" is "10.96.0.77"

    Scenario: A Service that becomes an alias gives its address up
      When I run "kubectl patch service first -p 'spec: {type: ExternalName, externalName: db.example.com}'"
      Then {.spec.clusterIP} of service "first" is ""
      When I run "kubectl apply -f second.yaml"
      Then {.spec.clusterIP} of service "second" is "10.96.0.77"

    Scenario: One that has an address keeps it
      When I run "kubectl patch service first -p 'spec: {clusterIP: 10.96.0.78, clusterIPs: [10.96.0.78]}'"
      Then the command fails with "may not change once set"

    Scenario: One outside of the range is refused in the words of the allocator
      When I run "kubectl create service clusterip far --clusterip=172.16.0.1 --tcp=80"
      Then the command fails with "failed to allocate IP 172.16.0.1: the provided IP (172.16.0.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12"

  @N05
  Rule: A node port may be chosen, and then nobody else has it

    Background:
      Given a cluster
      And the file "first.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: first}
        spec: {type: NodePort, ports: [{port: 80, nodePort: 30007}]}
        """
      And the file "second.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: second}
        spec: {type: NodePort, ports: [{port: 80, nodePort: 30007}]}
        """
      And I run "kubectl apply -f first.yaml"

    Scenario: A second Service is refused, until the first gives it up
      When I run "kubectl apply -f second.yaml"
      Then the command fails with 'The Service "second" is invalid: spec.ports[0].nodePort: Invalid value: 30007: provided port is already allocated'
      When I run "kubectl patch service first -p 'spec: {type: ClusterIP}'"
      Then {.spec.ports[0].nodePort} of service "first" is ""
      When I run "kubectl apply -f second.yaml"
      Then {.spec.ports[0].nodePort} of service "second" is "30007"

    Scenario Outline: Port <port> is none for nodes
      When I run "kubectl create service nodeport other --tcp=80 --node-port=<port>"
      Then the command fails with "provided port is not in the valid range. The range of valid ports is 30000-32767"

      Examples:
        | port  |
        | 29999 |
        | 32768 |

    Scenario: Ports that nobody chose come from above the first 86, which are left for those who choose
      When I run:
        """
        kubectl create service nodeport a --tcp=80
        kubectl create service nodeport b --tcp=80
        kubectl get services -o jsonpath='{.items[?(@.spec.ports[0].nodePort < 30086)].metadata.name}'
        """
      Then it prints "first"
      And it does not print "a"
      And it does not print "b"

    Scenario: TCP and UDP of the same port share one
      Given the file "dns.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: dns}
        spec:
          type: NodePort
          ports: [{name: dns, port: 53, protocol: UDP, nodePort: 30053}, {name: dns-tcp, port: 53, protocol: TCP}]
        """
      When I run "kubectl apply -f dns.yaml"
      And I run "kubectl get service dns -o jsonpath='{.spec.ports[*].nodePort}'"
      Then it prints "30053 30053"

  @N05
  Rule: A load balancer that keeps to the node asks each node how it is, at a port of its own

    Background:
      Given a cluster
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 32001, ports: [{port: 80}]}
        """

    Scenario: It is kept as long as the policy, and given up with it
      When I run "kubectl apply -f web.yaml"
      Then {.spec.healthCheckNodePort} of service "web" is "32001"
      When I run "kubectl patch service web -p 'spec: {healthCheckNodePort: 32002}'"
      Then the command fails with "spec.healthCheckNodePort: Forbidden: field is immutable"
      When I run "kubectl patch service web -p 'spec: {externalTrafficPolicy: Cluster}'"
      Then {.spec.healthCheckNodePort} of service "web" is ""

    Scenario: One that is taken is a failure of the server
      When I run "kubectl create service nodeport first --tcp=80 --node-port=32001"
      And I run "kubectl apply -f web.yaml"
      Then the command fails with "failed to allocate requested HealthCheck NodePort 32001: provided port is already allocated"
