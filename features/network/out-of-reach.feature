@N12
Feature: Why a Service cannot be reached, found in the order in which a person looks

  First whether names are answered at all (`kubernetes.default`), then the Service's own name, its endpoints with the pods
  and labels behind them, the rules of the client's node, policies, nodes, and the port.
  https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/

  Background:
    Given a cluster with 2 nodes
    And the file "shop.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client, labels: {app: client}}
      spec: {nodeName: node-1, containers: [{name: main, image: busybox, command: [sleep, 1d]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        nodeName: node-2
        containers:
          - name: main
            image: nginx
            ports: [{name: http, containerPort: 80}]
            readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}
      """

  Rule: Nothing is in the way

    Scenario: A service that can be reached
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 8080, targetPort: http}]}
        """
      When I run "kubectl apply -f shop.yaml -f service.yaml"
      Then within 30 seconds service "web" can be reached from pod "client"
      And for the next 1 minute service "web" can be reached from pod "client" on port 8080
      But 'service "web" cannot be reached from pod "client"' fails, saying:
        """
        found    1 of 1 ends take connections
        """

    Scenario: Ways that lead there
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: direct}
        spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: alias}
        spec: {type: ExternalName, externalName: web.default.svc.cluster.local, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: far, namespace: shop}
        spec: {type: ExternalName, externalName: direct.default.svc.cluster.local, ports: [{port: 80}]}
        """
      When I run "kubectl apply -f shop.yaml -f service.yaml"
      Then within 30 seconds service "direct" can be reached from pod "client"
      And within 5 seconds service "alias" can be reached from pod "client"
      And service "shop/far" can be reached from pod "client"
      And service "far" cannot be reached from pod "client" because there is no such service
      And 'service "far" can be reached from pod "client"' fails, saying:
        """
        there is no service "far" in namespace "default"
        try      there is a service "far" in namespace "shop"
        """

    Scenario: Of two endpoints one is shut
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """
      And containers of image "shop/other" serve HTTP on 8080
      When I run "kubectl apply -f shop.yaml -f service.yaml"
      And I run "kubectl run web-2 --image=shop/other --labels=app=web"
      And within 30 seconds service "web" has 2 ready endpoints
      And 5 seconds pass
      Then 'service "web" can be reached from pod "client"' fails, saying:
        """
        found    1 of 2 ends take connections
        because  Service default/web is out of reach: nothing listens on the target port: 10.244.
        """
      And 'service "web" cannot be reached from pod "client"' fails
      And the reachability is:
        |        | web  | pod web | pod web-2:8080 |
        | client | some | yes     | yes            |

  Rule: The service does not lead to the pods

    Scenario Outline: <wrong>
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: <spec>
        """
      When I run "kubectl apply -f shop.yaml -f service.yaml"
      And 30 seconds pass
      Then service "web" cannot be reached from pod "client" because <why>

      Examples:
        | wrong                                    | spec                                                                        | why                                |
        | A selector with a typing error           | {selector: {app: wbe}, ports: [{port: 80}]}                                 | its selector matches no pod        |
        | No selector, and no endpoints            | {ports: [{port: 80}]}                                                       | it has no selector                 |
        | A port that nobody listens on            | {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}               | nothing listens on the target port |
        | A port name that no container has        | {selector: {app: web}, ports: [{port: 80, targetPort: web}]}                | no pod has the target port         |
        | Headless: nobody translates ports        | {clusterIP: None, selector: {app: web}, ports: [{port: 8080, targetPort: 80}]} | nothing listens on the target port |
        | Headless, and nobody is selected         | {clusterIP: None, selector: {app: wbe}, ports: [{port: 80}]}                | its selector matches no pod        |
        | An alias of a host that nobody knows     | {type: ExternalName, externalName: db.example.com, ports: [{port: 5432}]}   | its name leads nowhere             |
        | Connections that have to stay on a node  | {internalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80}]}   | no endpoint is on the node         |

    Scenario: A port that the service does not have, and a service that is not there
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """
      When I run "kubectl apply -f shop.yaml -f service.yaml"
      And within 30 seconds service "web" can be reached from pod "client"
      Then service "web" cannot be reached from pod "client" on port 8080 because it has no such port
      And service "wbe" cannot be reached from pod "client" because there is no such service

    Scenario: No pod is ready, and the manifest says why
      Given containers of image "nginx" never get ready
      And the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """
      When I run "kubectl apply -f shop.yaml -f service.yaml"
      And 30 seconds pass
      Then service "web" cannot be reached from pod "client" because no pod is ready
      And 'within 10 seconds service "web" can be reached from pod "client"' fails, saying:
        """
        found    0 of 1 ends take connections at 00:00:
        because  Service default/web is out of reach: no pod is ready: none: 0 of 1 pods are ready
        Pod default/web is Running, not ready: Readiness probe failed
        where    features/network/out-of-reach.feature:26:7  spec.containers[0].readinessProbe
        """

  Rule: The way is shut

    Background:
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """
      And I run "kubectl apply -f shop.yaml -f service.yaml"
      And within 30 seconds service "web" can be reached from pod "client"

    Scenario: A policy that denies all egress denies names as well
      Given the file "mute.yaml":
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: mute}
        spec: {podSelector: {matchLabels: {app: client}}, policyTypes: [Egress]}
        """
      When I run "kubectl apply -f mute.yaml"
      Then service "web" cannot be reached from pod "client" because a network policy is in the way
      And 'service "web" can be reached from pod "client"' fails, saying:
        """
        because  Service default/web is out of reach: a network policy is in the way: no answer from 10.96.0.10
        where    features/network/out-of-reach.feature
        try      let the pod ask the DNS server: port 53, UDP
        """

    @F12
    Scenario: Every look that a person would take is told, up to the first that is not well
      When I run "kubectl label pod web app=wbe --overwrite"
      And 5 seconds pass
      Then explain why service "web" cannot be reached from pod "client"

    Scenario: Names are answered, and the pods let nobody in
      Given the file "shut.yaml":
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: shut}
        spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: shop}}}]}]}
        """
      When I run "kubectl apply -f shut.yaml"
      Then service "web" cannot be reached from pod "client" because a network policy is in the way
      And 'service "web" can be reached from pod "client"' fails, saying:
        """
        packets may not enter pod "web" at 10.244.2.
        try      let pod "client" in
        """

    Scenario: A node that is cut off from the others
      When node "node-2" loses its network to other nodes
      Then service "web" cannot be reached from pod "client" because a node is cut off
      And 'service "web" can be reached from pod "client"' fails, saying:
        """
        node "node-2" is cut off, and with it the way to 10.244.2.
        """

    Scenario: The client's own node is cut off: not even names are answered
      When node "node-1" loses its network to other nodes
      Then service "web" cannot be reached from pod "client" because a node is cut off

    @F05
    Scenario: How long it was out of reach, looked back at
      When node "node-2" loses its network to other nodes
      And 20 seconds pass
      And node "node-2" has its network to other nodes back
      And 1 minute passes
      Then service "web" cannot be reached from pod "client" for between 20 and 21 seconds in total
      And exactly once service "web" cannot be reached from pod "client"
      And while service "web" cannot be reached from pod "client", pod "web" is Ready
      And since service "web" cannot be reached from pod "client", within 21 seconds of its beginning service "web" can be reached from pod "client"
      But 'throughout service "web" can be reached from pod "client"' fails, saying:
        """
        found    0 of 1 ends take connections at 00:00:
        because  Service default/web is out of reach: a node is cut off: node "node-2" is cut off
        """

    @F05
    Scenario: It takes kube-proxy some moments to forget a pod
      When I run "kubectl delete pod web --wait=false"
      And 1 minute passes
      Then throughout service "web" has at most 1 ready endpoint
      And at most 5 seconds after service "web" has 0 ready endpoints, service "web" cannot be reached from pod "client"

    Scenario: A node that the API server cannot reach keeps the rules that it has
      When node "node-1" loses its network to the API server
      And I run "kubectl delete pod web"
      And I run "kubectl apply -f shop.yaml"
      And within 30 seconds service "web" has 1 ready endpoint
      Then service "web" cannot be reached from pod "client" because kube-proxy lags behind
      When node "node-1" has its network to the API server back
      Then within 5 seconds service "web" can be reached from pod "client"

    Scenario: A pod that asks another DNS server
      When I run:
        """
        kubectl run far --image=busybox --overrides='{"spec":{"dnsPolicy":"Default"}}' -- sleep 1d
        kubectl run lost --image=busybox --overrides='{"spec":{"dnsPolicy":"None","dnsConfig":{"nameservers":["10.96.0.11"]}}}' -- sleep 1d
        """
      And within 30 seconds pod "far" is Ready
      And within 30 seconds pod "lost" is Ready
      Then service "web" cannot be reached from pod "far" because the pod's DNS is not the cluster's
      And service "web" cannot be reached from pod "lost" because the DNS server does not answer

    Scenario: Endpoints that nobody takes off the list
      When kube-controller-manager stops
      And I run "kubectl delete pod web"
      And 5 seconds pass
      Then service "web" cannot be reached from pod "client" because nobody has the address

    Scenario: Endpoints that nobody writes
      When kube-controller-manager stops
      And I run "kubectl delete service web"
      And I run "kubectl delete endpointslices --all"
      And I run "kubectl apply -f service.yaml"
      And 10 seconds pass
      Then service "web" cannot be reached from pod "client" because its endpoints are not written yet

    Scenario: Rules are written a moment after the endpoints
      When I run "kubectl delete pod web"
      And I run "kubectl apply -f shop.yaml"
      And within 30 seconds service "web" has 1 ready endpoint
      Then service "web" cannot be reached from pod "client" because kube-proxy lags behind
      And within 5 seconds service "web" can be reached from pod "client"

    Scenario: A pod that has no address yet
      When I run "kubectl run late --image=busybox -- sleep 1d"
      Then service "web" cannot be reached from pod "late" because the pod has no address

  Rule: Who reaches whom, as a table

    @N08
    Scenario: A table of who reaches whom
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: alt, port: 81, targetPort: 8080}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: from-client}
        spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: client}}}]}]}
        """
      And I run "kubectl apply -f shop.yaml -f service.yaml"
      And I run "kubectl run guest --image=busybox -- sleep 1d"
      And within 30 seconds pod "guest" is Ready
      Then within 30 seconds the reachability is:
        |                   | web | web:81 | pod web | pod web:8080 | namespace default |
        | client            | yes | no     | yes     | no           | -                 |
        | pod default/guest | no  | no     | no      | no           | -                 |
        | namespace default | -   | no     | some    | no           | -                 |
