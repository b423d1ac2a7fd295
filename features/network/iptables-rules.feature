@N06
Feature: kube-proxy writes the rules of each Service on every node

  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Rule: In the mode iptables they are chains, which iptables-save shows

    Background:
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          clusterIP: 10.96.1.2
          externalTrafficPolicy: Local
          sessionAffinity: ClientIP
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376, nodePort: 30080}]
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
        """
      And I run "kubectl apply -f web.yaml"
      And within 10 seconds service "web" has 2 ready endpoints
      And 3 seconds pass

    Scenario: The entries, the shares of the endpoints, and where they lead
      When I run "iptables-save -t nat | grep default/web" on node "node-2"
      Then it prints:
        """
        -A KUBE-EXT-LOLE4ISW44XBNF3G -s 10.244.0.0/16 -m comment --comment "pod traffic for default/web external destinations" -j KUBE-SVC-LOLE4ISW44XBNF3G
        -A KUBE-EXT-LOLE4ISW44XBNF3G -m comment --comment "masquerade LOCAL traffic for default/web external destinations" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ
        -A KUBE-EXT-LOLE4ISW44XBNF3G -m comment --comment "route LOCAL traffic for default/web external destinations" -m addrtype --src-type LOCAL -j KUBE-SVC-LOLE4ISW44XBNF3G
        -A KUBE-NODEPORTS -d 127.0.0.0/8 -p tcp -m comment --comment "default/web" -m tcp --dport 30080 -m nfacct --nfacct-name  localhost_nps_accepted_pkts -j KUBE-EXT-LOLE4ISW44XBNF3G
        -A KUBE-NODEPORTS -p tcp -m comment --comment "default/web" -m tcp --dport 30080 -j KUBE-EXT-LOLE4ISW44XBNF3G
        -A KUBE-SEP-7STPI73TOGGX5M5Y -s 10.244.1.2/32 -m comment --comment "default/web" -j KUBE-MARK-MASQ
        -A KUBE-SEP-7STPI73TOGGX5M5Y -p tcp -m comment --comment "default/web" -m recent --set --name KUBE-SEP-7STPI73TOGGX5M5Y --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.1.2:9376
        -A KUBE-SEP-M5OOO53L2JWBHOFO -s 10.244.2.2/32 -m comment --comment "default/web" -j KUBE-MARK-MASQ
        -A KUBE-SEP-M5OOO53L2JWBHOFO -p tcp -m comment --comment "default/web" -m recent --set --name KUBE-SEP-M5OOO53L2JWBHOFO --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.2.2:9376
        -A KUBE-SERVICES -d 10.96.1.2/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-LOLE4ISW44XBNF3G
        -A KUBE-SVC-LOLE4ISW44XBNF3G ! -s 10.244.0.0/16 -d 10.96.1.2/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
        -A KUBE-SVC-LOLE4ISW44XBNF3G -m comment --comment "default/web -> 10.244.1.2:9376" -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-7STPI73TOGGX5M5Y --mask 255.255.255.255 --rsource -j KUBE-SEP-7STPI73TOGGX5M5Y
        -A KUBE-SVC-LOLE4ISW44XBNF3G -m comment --comment "default/web -> 10.244.2.2:9376" -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-M5OOO53L2JWBHOFO --mask 255.255.255.255 --rsource -j KUBE-SEP-M5OOO53L2JWBHOFO
        -A KUBE-SVC-LOLE4ISW44XBNF3G -m comment --comment "default/web -> 10.244.1.2:9376" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-7STPI73TOGGX5M5Y
        -A KUBE-SVC-LOLE4ISW44XBNF3G -m comment --comment "default/web -> 10.244.2.2:9376" -j KUBE-SEP-M5OOO53L2JWBHOFO
        -A KUBE-SVL-LOLE4ISW44XBNF3G -m comment --comment "default/web -> 10.244.2.2:9376" -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-M5OOO53L2JWBHOFO --mask 255.255.255.255 --rsource -j KUBE-SEP-M5OOO53L2JWBHOFO
        -A KUBE-SVL-LOLE4ISW44XBNF3G -m comment --comment "default/web -> 10.244.2.2:9376" -j KUBE-SEP-M5OOO53L2JWBHOFO
        """

    Scenario: What is masqueraded, and the last rule of the services
      When I run "iptables -t nat -S KUBE-POSTROUTING" on node "node-1"
      Then it prints:
        """
        -N KUBE-POSTROUTING
        -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
        -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
        -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
        """
      When I run "iptables -t nat -S KUBE-SERVICES | tail -1" on node "node-1"
      Then it prints '-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS'
      When I run "iptables-save | head -6" on node "node-1"
      Then it prints:
        """
        # Generated by iptables-save v1.8.9 on Wed Jan  1 …
        *filter
        :INPUT ACCEPT [0:0]
        :FORWARD ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        :KUBE-EXTERNAL-SERVICES - [0:0]
        """

    Scenario: Without ready endpoints the Service is refused in the table filter
      When I run "kubectl delete pods --all --force --grace-period=0"
      And 3 seconds pass
      And I run "iptables-save | grep default/web" on node "node-1"
      Then it prints:
        """
        -A KUBE-EXTERNAL-SERVICES -p tcp -m comment --comment "default/web has no endpoints" -m addrtype --dst-type LOCAL -m tcp --dport 30080 -j REJECT --reject-with icmp-port-unreachable
        -A KUBE-SERVICES -d 10.96.1.2/32 -p tcp -m comment --comment "default/web has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
        """

    Scenario: A node that hears of nothing keeps the rules it has
      Given node "node-1" loses its network to the API server
      When I run "kubectl delete pod two --force --grace-period=0"
      And 3 seconds pass
      And I run "iptables-save | grep -c 10.244.2.2" on node "node-2"
      Then it prints "0"
      When I run "iptables-save | grep -c 10.244.2.2" on node "node-1"
      Then it prints "4"

  Rule: Until 1.23 the endpoints of the node have a chain KUBE-XLB

    Scenario: As 1.20 writes them
      Given a cluster running Kubernetes 1.20 with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          clusterIP: 10.96.1.2
          externalTrafficPolicy: Local
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376, nodePort: 30080}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 10 seconds service "web" has 1 ready endpoint
      And 3 seconds pass
      When I run "iptables-save -t nat | grep default/web" on node "node-2"
      Then it prints:
        """
        -A KUBE-NODEPORTS -s 127.0.0.0/8 -p tcp -m comment --comment "default/web" -m tcp --dport 30080 -j KUBE-MARK-MASQ
        -A KUBE-NODEPORTS -p tcp -m comment --comment "default/web" -m tcp --dport 30080 -j KUBE-XLB-LOLE4ISW44XBNF3G
        -A KUBE-SEP-7STPI73TOGGX5M5Y -s 10.244.1.2/32 -m comment --comment "default/web" -j KUBE-MARK-MASQ
        -A KUBE-SEP-7STPI73TOGGX5M5Y -p tcp -m comment --comment "default/web" -m tcp -j DNAT --to-destination 10.244.1.2:9376
        -A KUBE-SERVICES ! -s 10.244.0.0/16 -d 10.96.1.2/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
        -A KUBE-SERVICES -d 10.96.1.2/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-LOLE4ISW44XBNF3G
        -A KUBE-SVC-LOLE4ISW44XBNF3G -m comment --comment "default/web" -j KUBE-SEP-7STPI73TOGGX5M5Y
        -A KUBE-XLB-LOLE4ISW44XBNF3G -m comment --comment "masquerade LOCAL traffic for default/web LB IP" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ
        -A KUBE-XLB-LOLE4ISW44XBNF3G -m comment --comment "route LOCAL traffic for default/web LB IP to service chain" -m addrtype --src-type LOCAL -j KUBE-SVC-LOLE4ISW44XBNF3G
        -A KUBE-XLB-LOLE4ISW44XBNF3G -m comment --comment "default/web has no local endpoints" -j KUBE-MARK-DROP
        """

  Rule: In the mode ipvs they are virtual servers, which ipvsadm shows

    Background:
      Given a cluster with 3 nodes
      And kube-proxy is configured with:
        """
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        mode: ipvs
        """
      And the file "hostnames.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: hostnames}
        spec: {clusterIP: 10.102.128.4, selector: {app: hostnames}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: hostnames}
        spec:
          selector: {matchLabels: {app: hostnames}}
          template:
            metadata: {labels: {app: hostnames}}
            spec: {containers: [{name: main, image: serve_hostname}]}
        """
      And I run "kubectl apply -f hostnames.yaml"
      And within 10 seconds service "hostnames" has 3 ready endpoints
      And 1 second passes

    Scenario: Three endpoints behind one address, one after the other
      When I run "ipvsadm -ln | head -7" on node "node-1"
      Then it prints:
        """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port Scheduler Flags
          -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
        TCP  10.102.128.4:80 rr
          -> 10.244.1.2:9376              Masq    1      0          0
          -> 10.244.2.2:9376              Masq    1      0          0
          -> 10.244.3.2:9376              Masq    1      0          0
        """
      When I run "for i in 1 2 3; do curl -s 10.102.128.4; echo; done | sort -u | wc -l" on node "node-1"
      Then it prints "3"

    Scenario: Affinity and node ports
      When I run "kubectl patch service hostnames -p 'spec: {sessionAffinity: ClientIP, type: NodePort, ports: [{port: 80, nodePort: 30080}]}'"
      And 1 second passes
      And I run "ipvsadm -Ln | grep -e 30080 -e 10.102" on node "node-2"
      Then it prints:
        """
        TCP  10.102.128.4:80 rr persistent 10800
        TCP  192.0.2.2:30080 rr persistent 10800
        TCP  10.244.2.1:30080 rr persistent 10800
        """

    Scenario: A port that the Service does not have is refused, as the address is the node's own
      When I run "curl 10.102.128.4:81" on node "node-1"
      Then the command fails with "Connection refused"

    Scenario: The address is bound to a device of its own
      When I run "ip addr show kube-ipvs0 | grep inet" on node "node-1"
      Then it prints "inet 10.102.128.4/32 scope global kube-ipvs0"
