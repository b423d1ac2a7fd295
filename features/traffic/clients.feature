@N10
Feature: Clients send requests, and each of them ends somehow

  Background:
    Given a cluster with 2 nodes
    And the file "web.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "shop/web:1", ports: [{containerPort: 8080}]}]}
      """
    And containers of image "shop/web" answer in 20ms
    And I run "kubectl apply -f web.yaml"
    And within 1 minute deployment "web" has 3 available replicas

  Rule: Requests are spread over the pods behind a Service

    Scenario: By chance with iptables
      Given clients send 100 requests per second to service "web"
      When 1 minute passes
      Then between 5998 and 6000 requests were answered
      And each pod of deployment "web" has served between 30% and 36% of the requests
      And the 99th percentile of latency is exactly 20ms

    Scenario: A name and a path lead there too
      Given clients "by name" send 10 requests per second to "http://web.default/index.html"
      And clients "by port" send 10 requests per second to service "web" port "http"
      When 10 seconds pass
      Then at least 98 requests of clients "by name" were answered
      And no request has failed

  Rule: The rate may change, or be one of chance

    Scenario: From 10 to 100 requests per second within a minute
      Given clients send from 10 to 100 requests per second over 1 minute to service "web"
      When 1 minute passes
      Then between 3290 and 3300 requests were answered
      When 10 seconds pass
      Then between 4290 and 4300 requests were answered

    Scenario: 50 requests per second, more or less
      Given clients send about 50 requests per second to service "web"
      When 1 minute passes
      Then between 2850 and 3150 requests were answered

    Scenario: Until they stop
      Given clients "a" send 10 requests per second to service "web"
      And clients "b" send 10 requests per second to service "web"
      When 10 seconds pass
      And clients "a" stop
      And 10 seconds pass
      And clients stop
      And 1 minute passes
      Then between 100 and 102 requests of clients "a" were answered
      And 200 requests of clients "b" were answered

  Rule: A request that nobody answers fails, and says why

    Scenario: The Service has no endpoint
      Given clients send 10 requests per second to service "web"
      When I run "kubectl scale deployment/web --replicas=0"
      And 1 minute passes
      Then at least 500 requests found no endpoint
      And the longest outage is at least 50 seconds

    Scenario: Nobody has such a name
      Given clients send 10 requests per second to "http://wbe/"
      When 10 seconds pass
      Then 100 requests found no such name

    Scenario: The program hangs
      Given clients send 10 requests per second to service "web", giving up after 1 second
      When 10 seconds pass
      And I run "kubectl scale deployment/web --replicas=1"
      And containers of image "shop/web:2" hang after 5 seconds
      And I run "kubectl set image deployment/web web=shop/web:2"
      Then within 1 minute at least 10 requests timed out

    Scenario: The program answers with errors
      Given containers of image "shop/web:2" answer / with 500
      And clients send 10 requests per second to service "web"
      When I run "kubectl set image deployment/web web=shop/web:2"
      And within 1 minute the rollout of deployment "web" is complete
      And 10 seconds pass
      Then at least 90 requests were answered with 500

    Scenario: A policy lets nobody in
      Given clients send 10 requests per second to service "web", giving up after 2 seconds
      And the file "deny.yaml":
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny}
        spec: {podSelector: {}, policyTypes: [Ingress]}
        """
      When I run "kubectl apply -f deny.yaml"
      And 10 seconds pass
      Then at least 80 requests timed out

    Scenario: A script answers one after the other
      Given the file "nc.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: script}
        spec: {selector: {app: script}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: script, labels: {app: script}}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "while true; do printf 'HTTP/1.1 200 OK\r\n\r\nhello' | nc -l -p 80; done"]
        """
      And I run "kubectl apply -f nc.yaml"
      And within 1 minute pod "script" is Ready
      And 2 seconds pass
      And clients send 5 requests per second to service "script"
      When 10 seconds pass
      Then at least 50 requests were answered
      And pod "script" has served 100% of the requests

  Rule: A request that fails may be tried again

    Scenario: One pod of three is a bad one
      Given the file "bad.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: bad, labels: {app: web}}
        spec: {containers: [{name: web, image: "shop/web:bad", ports: [{containerPort: 8080}]}]}
        """
      And containers of image "shop/web:bad" listen on 9090
      And I run "kubectl apply -f bad.yaml"
      And within 1 minute pod "bad" is Ready
      And 2 seconds pass
      And clients "hasty" send 50 requests per second to service "web"
      And clients "stubborn" send 50 requests per second to service "web", trying again 9 times
      When 10 seconds pass
      Then at least 50 requests of clients "hasty" were refused
      And no request of clients "stubborn" has failed
      And at least 50 requests of clients "stubborn" were tried again
