Feature: What a pod calls itself, and whom it knows by name without asking
  https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/

  Background:
    Given a cluster with 1 node

  @P14
  Rule: The kubelet writes /etc/hosts: local names, the pod's own name, and its hostAliases

    Scenario: The whole file, and names found by it
      Given the file "plain.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hostaliases-pod}
        spec:
          hostAliases:
            - {ip: 127.0.0.1, hostnames: [foo.local, bar.local]}
            - {ip: 10.1.2.3, hostnames: [foo.remote, bar.remote]}
          containers:
            - {name: cat-hosts, image: busybox, command: [sleep, "3600"]}
        """
      And I run "kubectl apply -f plain.yaml"
      And within 10 seconds pod "hostaliases-pod" is Ready
      When I run "kubectl exec hostaliases-pod -- cat /etc/hosts"
      Then it prints:
        """
        # Kubernetes-managed hosts file.
        127.0.0.1	localhost
        ::1	localhost ip6-localhost ip6-loopback
        fe00::0	ip6-localnet
        fe00::0	ip6-mcastprefix
        fe00::1	ip6-allnodes
        fe00::2	ip6-allrouters
        10.244.1.2	hostaliases-pod

        # Entries added by HostAliases.
        127.0.0.1	foo.local	bar.local
        10.1.2.3	foo.remote	bar.remote
        """
      When I run "kubectl exec hostaliases-pod -- ping -c 1 foo.local"
      Then it prints "PING foo.local (127.0.0.1)"

    Scenario: What a container writes there is gone when the pod is made again
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hostaliases-pod}
        spec:
          hostAliases:
            - {ip: 127.0.0.1, hostnames: [foo.local, bar.local]}
            - {ip: 10.1.2.3, hostnames: [foo.remote, bar.remote]}
          containers:
            - {name: cat-hosts, image: busybox, command: [sh, -c, "echo 10.9.9.9 spoilt >> /etc/hosts; sleep 3600"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds file "/etc/hosts" of pod "hostaliases-pod" contains "10.9.9.9 spoilt"
      And file "/etc/hosts" of pod "hostaliases-pod" contains "foo.remote"
      When I run "kubectl delete pod hostaliases-pod --now"
      And I run "kubectl run hostaliases-pod --image=busybox --command -- sleep 3600"
      Then within 20 seconds pod "hostaliases-pod" is Ready
      And file "/etc/hosts" of pod "hostaliases-pod" does not contain "spoilt"
      And file "/etc/hosts" of pod "hostaliases-pod" does not contain "foo.remote"

    Scenario: And when a container starts again, with the aliases kept
      Given the file "restarts.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: restarts}
        spec:
          hostAliases: [{ip: 10.1.2.3, hostnames: [foo.remote]}]
          containers:
            - {name: main, image: busybox, command: [sh, -c, "cat /etc/hosts | grep -c spoilt; echo 10.9.9.9 spoilt >> /etc/hosts; sleep 20"]}
        """
      When I run "kubectl apply -f restarts.yaml"
      And within 1 minute pod "restarts" has restarted 1 time
      And 1 second passes
      And I run "kubectl logs restarts"
      Then it prints:
        """
        0
        """
      And file "/etc/hosts" of pod "restarts" contains "foo.remote"

    Scenario: A pod on the node's network has the node's file, and its aliases below
      Given the file "on-host.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: on-host}
        spec:
          hostNetwork: true
          hostAliases: [{ip: 10.1.2.3, hostnames: [foo.remote]}]
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl apply -f on-host.yaml"
      Then within 10 seconds pod "on-host" is Ready
      And file "/etc/hosts" of pod "on-host" contains "# Kubernetes-managed hosts file (host network)."
      And file "/etc/hosts" of pod "on-host" contains "foo.remote"
      When I run "kubectl exec on-host -- hostname"
      Then it prints "node-1"

  @P15
  Rule: Its host name is its own name, unless the manifest says another, with the subdomain behind it where asked for

    Scenario Outline: <fields>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: busybox-1}
        spec: {<fields>, containers: [{name: main, image: busybox, command: [sleep, "3600"]}]}
        """
      When I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "busybox-1" is Ready
      And I run "kubectl exec busybox-1 -- hostname"
      Then it prints:
        """
        <name>
        """
      And file "/etc/hosts" of pod "busybox-1" contains "<line>"

      Examples:
        | fields                                                    | name                                   | line                                              |
        | hostname: one                                             | one                                    | 10.244.1.2	one                                  |
        | hostname: one, subdomain: ring                            | one                                    | 10.244.1.2	one.ring.default.svc.cluster.local	one |
        | hostname: one, subdomain: ring, setHostnameAsFQDN: true   | one.ring.default.svc.cluster.local     | 10.244.1.2	one.ring.default.svc.cluster.local	one |
        | setHostnameAsFQDN: true                                   | busybox-1                              | 10.244.1.2	busybox-1                            |

    Scenario: A full name of more than 64 characters never starts
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          subdomain: a-very-long-subdomain-that-leaves-no-room-for-the-rest
          setHostnameAsFQDN: true
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 5 minutes pod "web" is not Ready
      And event "FailedCreatePodSandBox" is recorded for pod "web" with message "(64 characters is the max, 84 characters requested)"

  @P15
  Rule: dnsPolicy and dnsConfig make its resolv.conf

    Scenario Outline: dnsPolicy <policy>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: asking}
        spec:
          hostNetwork: <host>
          dnsPolicy: <policy>
          dnsConfig: {nameservers: [192.0.2.1], searches: [my.example], options: [{name: ndots, value: "2"}, {name: edns0}]}
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "asking" is Ready
      And I run "kubectl exec asking -- cat /etc/resolv.conf"
      Then it prints:
        """
        search <searches>
        nameserver <first>
        nameserver 192.0.2.1
        options ndots:2 edns0
        """

      Examples:
        | policy                  | host  | first       | searches                                                         |
        | ClusterFirst            | false | 10.96.0.10  | default.svc.cluster.local svc.cluster.local cluster.local my.example |
        | ClusterFirstWithHostNet | true  | 10.96.0.10  | default.svc.cluster.local svc.cluster.local cluster.local my.example |
        | ClusterFirst            | true  | 192.0.2.253 | my.example                                                       |
        | Default                 | false | 192.0.2.253 | my.example                                                       |

    Scenario: None leaves only what the manifest says
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: asking}
        spec:
          dnsPolicy: None
          dnsConfig: {nameservers: [192.0.2.1], searches: [ns1.svc.cluster-domain.example, my.dns.search.suffix], options: [{name: ndots, value: "2"}, {name: edns0}]}
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "asking" is Ready
      And I run "kubectl exec asking -- cat /etc/resolv.conf"
      Then it prints:
        """
        search ns1.svc.cluster-domain.example my.dns.search.suffix
        nameserver 192.0.2.1
        options ndots:2 edns0
        """

    Scenario: A fourth name server is left out, and the kubelet says so
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: asking}
        spec:
          dnsConfig: {nameservers: [192.0.2.1, 192.0.2.2, 192.0.2.3]}
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "asking" is Ready
      And file "/etc/resolv.conf" of pod "asking" contains "nameserver 192.0.2.2"
      And file "/etc/resolv.conf" of pod "asking" does not contain "nameserver 192.0.2.3"
      And event "DNSConfigForming" is recorded for pod "asking" with message "Nameserver limits were exceeded"
