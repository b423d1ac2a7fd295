Feature: Services, policies and Ingresses as they were written for Kubernetes 1.13

  Rule: A Service is a stable address for pods that come and go

    Background:
      Given a cluster running Kubernetes 1.13 with 3 nodes
      And containers of image "registry.local:5000/counter:1.0" serve HTTP on 8080 and answer with its hostname
      And the manifests in "manifests/counter"
      And within 20 seconds service "counter" has 3 ready endpoints

    @N04
    Scenario: Three endpoints, and two when one pod less is wanted
      When I run "kubectl get endpoints counter -o jsonpath='{.subsets[*].addresses[*].ip} {.subsets[*].ports[*].port}'"
      Then it prints "10.244.1.2 10.244.2.2 10.244.3.2 8080"
      When I run "kubectl describe service counter"
      Then it prints "Port:              web  80/TCP"
      And it prints "TargetPort:        8080/TCP"
      And it prints "Session Affinity:  None"
      When I run "kubectl run caller --image=busybox --restart=Never -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do wget -qO- counter; echo; done | sort -u | wc -l'"
      Then within 10 seconds pod "caller" has completed
      And pod "caller" has logged "3"
      When I run "kubectl scale deployment counter --replicas=2"
      Then within 5 seconds service "counter" has 2 ready endpoints

    @N05
    Scenario: From outside by node port, external address or load balancer
      Nobody provides load balancers here, so that one waits for its address and is a node port meanwhile.

      Given the manifests in "manifests/doors"
      When 5 seconds pass
      And I run "kubectl get services -o custom-columns=NAME:.metadata.name,TYPE:.spec.type,PORTS:.spec.ports[*].nodePort,TARGETS:.spec.ports[*].targetPort"
      Then it prints:
        """
        NAME               TYPE           PORTS         TARGETS
        bank               ExternalName   <none>        <none>
        counter            ClusterIP      <none>        8080
        counter-balanced   LoadBalancer   …
        counter-outside    NodePort       30080,30443   8080,443
        counter-public     ClusterIP      <none>        8080
        kubernetes         ClusterIP      <none>        6443
        """
      When I run "curl -s http://192.0.2.3:30080"
      Then it prints "counter-"
      When I run "curl -s http://203.0.113.10"
      Then it prints "counter-"
      When I run "kubectl get service counter-balanced"
      Then it prints "<pending>     8765:3"
      When I run "kubectl get service bank"
      Then it prints "bank   ExternalName   <none>       ledger.bank.example.com   <none>"

  Rule: A node port lies in the range of node ports, and a Service has a port

    Background:
      Given a cluster running Kubernetes 1.13

    @N05 @A05
    Scenario Outline: <what> is refused
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: counter-outside
          labels:
            run: counter-outside
        spec:
          type: NodePort
          ports:
            - {<ports>, targetPort: 8080, protocol: TCP, name: http}
          selector:
            app: counter
        """
      When I run "kubectl apply -f service.yaml"
      Then the command fails with '<message>'

      Examples:
        | what                     | ports                  | message                                                                          |
        | A node port without port | nodePort: 30080        | missing required field "port" in io.k8s.api.core.v1.ServicePort                  |
        | Port 80 of the node      | port: 80, nodePort: 80 | provided port is not in the valid range. The range of valid ports is 30000-32767 |

  Rule: A NetworkPolicy is kept as it was written, in either group

    Background:
      Given a cluster running Kubernetes 1.13
      And the manifests in "manifests/policies"

    @A01 @A05
    Scenario: Three sources, any of which will do, and one destination
      When I run "kubectl describe networkpolicy vault"
      Then it prints:
        """
        Name:         vault
        Namespace:    default
        Created on:   …
        Labels:       <none>
        Annotations:  <none>
        Spec:
          PodSelector:     role=vault
          Allowing ingress traffic:
            To Port: 6379/TCP
            From:
              IPBlock:
                CIDR: 172.20.0.0/16
                Except: 172.20.9.0/24
            From:
              NamespaceSelector: team=auditors
            From:
              PodSelector: role=clerk
          Allowing egress traffic:
            To Port: 5978/TCP
            To:
              IPBlock:
                CIDR: 10.9.0.0/24
                Except:
          Policy Types: Ingress, Egress
        """

    @A01
    Scenario: One or the other is two sources, one and the other is one
      When I run "kubectl get networkpolicy either -o jsonpath='{range .spec.ingress[0].from[*]}{.namespaceSelector.matchLabels.user}-{.podSelector.matchLabels.role};{end}'"
      Then it prints "ann-;-visitor;"
      When I run "kubectl get networkpolicy both -o jsonpath='{range .spec.ingress[0].from[*]}{.namespaceSelector.matchLabels.user}-{.podSelector.matchLabels.role};{end}'"
      Then it prints "ann-visitor;"
      When I run "kubectl describe networkpolicy nobody"
      Then it prints "Selected pods are isolated for ingress connectivity"

    @A02
    Scenario: What was written for extensions/v1beta1 is read in networking.k8s.io/v1
      When I run "kubectl get networkpolicies.v1.networking.k8s.io vault-of-old -o jsonpath='{.apiVersion} {.spec.ingress[0].ports[0].port} {.spec.policyTypes}'"
      Then it prints:
        """
        networking.k8s.io/v1 6379 ["Ingress"]
        """

    @A05
    Scenario: The protocol is TCP, not tcp
      Given the file "lower.yaml":
        """
        apiVersion: extensions/v1beta1
        kind: NetworkPolicy
        metadata: {name: lower}
        spec:
          podSelector: {matchLabels: {role: vault}}
          ingress:
            - ports:
                - protocol: tcp
                  port: 6379
        """
      When I run "kubectl apply -f lower.yaml"
      Then the command fails with "spec.ingress[0].ports[0].protocol: Unsupported value: \"tcp\""

  Rule: An Ingress of extensions/v1beta1 is kept and shown

    @A02
    Scenario: One host, two paths, a certificate, and nobody yet who acts on it
      Given a cluster running Kubernetes 1.13
      And the manifests in "manifests/bakery/bakery.yaml"
      When I run "kubectl get ingress"
      Then it prints:
        """
        NAME     HOSTS                ADDRESS   PORTS     AGE
        bakery   bakery.example.com             80, 443   <any>
        """
      When I run "kubectl describe ingress bakery"
      Then it prints "bakery-certificate terminates bakery.example.com"
      And it prints "/bread   bread:80"
      And it prints "/cake    cake:80"
      Given the manifests in "manifests/bakery/back.yaml"
      Then within 10 seconds service "bread" has 1 ready endpoint
      And service "cake" has 0 ready endpoints

    @A02 @P15 @N05
    Scenario: A controller in a namespace of its own, told where it is
      Given a cluster running Kubernetes 1.13
      And the manifests in "manifests/doorkeeper"
      Then within 20 seconds deployment "doorkeeper/doorkeeper" has 1 available replica
      When I run "kubectl exec -n doorkeeper deploy/doorkeeper -- env"
      Then it prints "POD_NAMESPACE=doorkeeper"
      When I run "kubectl get pods -n doorkeeper -o jsonpath='{.items[0].spec.containers[0].securityContext.runAsUser} {.items[0].spec.serviceAccountName}'"
      Then it prints "33 doorkeeper"
      And service "doorkeeper/doorkeeper" has 1 ready endpoint
      When 5 seconds pass
      And I run "kubectl get service -n doorkeeper doorkeeper -o jsonpath='{.spec.ports[0].nodePort}' | xargs -I PORT curl -s -o /dev/null -w %{http_code} http://192.0.2.1:PORT"
      Then it prints "200"
