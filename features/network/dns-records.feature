@N07
Feature: The DNS server tells ports, host names, aliases and the names of addresses

  https://github.com/kubernetes/dns/blob/master/docs/specification.md

  Background:
    Given a cluster with 3 nodes
    And the file "all.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: tools}
      spec:
        nodeName: node-3
        containers:
          - {name: dnsutils, image: "registry.k8s.io/e2e-test-images/jessie-dnsutils:1.3", command: [sleep, "3600"]}
          - {name: busybox, image: "busybox:1.36", command: [sleep, "3600"]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.96.7.7, selector: {app: web}, ports: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 3306}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db-0, labels: {app: db}}
      spec: {nodeName: node-1, hostname: main, subdomain: db, containers: [{name: db, image: busybox, command: [sleep, "3600"]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db-1, labels: {app: db}}
      spec: {nodeName: node-2, containers: [{name: db, image: busybox, command: [sleep, "3600"]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: first, namespace: kube-public}
      spec: {type: ExternalName, externalName: second.default.svc.cluster.local}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: second}
      spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
      """
    And I run "kubectl apply -f all.yaml"
    And within 20 seconds service "db" has 2 ready endpoints
    And within 20 seconds pod "tools" is Ready
    And 3 seconds pass

  Rule: SRV records tell port and name of a named port

    Scenario: Of a Service with an address it is the Service itself
      When I run "kubectl exec tools -c dnsutils -- nslookup -type=SRV _http._tcp.web.default.svc.cluster.local"
      Then it prints:
        """
        Server:		10.96.0.10
        Address:	10.96.0.10#53

        _http._tcp.web.default.svc.cluster.local	service = 0 100 80 web.default.svc.cluster.local.
        """
      When I run "kubectl exec tools -c dnsutils -- nslookup -type=SRV _http._udp.web"
      Then the command fails with code 1
      And it prints "** server can't find _http._udp.web: NXDOMAIN"

    Scenario: Of a headless one it is each pod, by its host name or its address
      When I run "kubectl exec tools -c dnsutils -- nslookup -q=srv _sql._tcp.db"
      Then it prints "service = 0 50 3306 main.db.default.svc.cluster.local."
      And it prints "service = 0 50 3306 10-244-2-2.db.default.svc.cluster.local."
      When I run "kubectl exec tools -c dnsutils -- nslookup main.db"
      Then it prints "Address: 10.244.1.2"

  Rule: PTR records tell names of addresses

    Scenario Outline: <address>
      When I run "kubectl exec tools -c dnsutils -- nslookup <address>"
      Then it prints "<record>"

      Examples:
        | address    | record                                                             |
        | 10.96.7.7  | 7.7.96.10.in-addr.arpa	name = web.default.svc.cluster.local.        |
        | 10.244.1.2 | 2.1.244.10.in-addr.arpa	name = main.db.default.svc.cluster.local.   |

    Scenario: An address of nobody has none
      When I run "kubectl exec tools -c dnsutils -- nslookup 10.244.9.9"
      Then the command fails with code 1
      And it prints "** server can't find 9.9.244.10.in-addr.arpa: NXDOMAIN"

  Rule: An alias leads to the next, until there is an address

    Scenario: Two Services of type ExternalName before a third
      When I run "kubectl exec tools -c dnsutils -- nslookup first.kube-public"
      Then it prints:
        """
        Server:		10.96.0.10
        Address:	10.96.0.10#53

        first.kube-public.svc.cluster.local	canonical name = second.default.svc.cluster.local.
        second.default.svc.cluster.local	canonical name = web.default.svc.cluster.local.
        Name:	web.default.svc.cluster.local
        Address: 10.96.7.7
        """

  Rule: A newer busybox takes a name with a dot as it stands, and asks for others in every search domain

    Scenario: A bare name is found once and missed twice
      When I run "kubectl exec tools -c busybox -- nslookup web"
      Then the command fails with code 1
      And it prints "Name:	web.default.svc.cluster.local"
      And it prints "** server can't find web.svc.cluster.local: NXDOMAIN"

    Scenario: kubernetes.default is nothing, its full name is something
      When I run "kubectl exec tools -c busybox -- nslookup kubernetes.default"
      Then the command fails with code 1
      And it prints "** server can't find kubernetes.default: NXDOMAIN"
      When I run "kubectl exec tools -c busybox -- nslookup kubernetes.default.svc.cluster.local"
      Then it prints:
        """
        Server:		10.96.0.10
        Address:	10.96.0.10:53

        Name:	kubernetes.default.svc.cluster.local
        Address: 10.96.0.1
        """

  Rule: Pods that are not ready have no name, unless the Service wants them

    Scenario: publishNotReadyAddresses
      Given the file "slow.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: slow}
        spec: {clusterIP: None, selector: {app: slow}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: peers}
        spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: slow}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: slow, labels: {app: slow}}
        spec:
          nodeName: node-1
          containers: [{name: main, image: busybox, command: [sleep, "3600"], readinessProbe: {exec: {command: ["false"]}}}]
        """
      And I run "kubectl apply -f slow.yaml"
      And 10 seconds pass
      When I run "kubectl exec tools -c dnsutils -- nslookup slow"
      Then the command fails with code 1
      When I run "kubectl exec tools -c dnsutils -- nslookup peers"
      Then it prints "Name:	peers.default.svc.cluster.local"
