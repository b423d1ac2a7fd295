@F08 @P11 @N10
Feature: A rolling update under load, in whatever order things happen

  When a pod is deleted, is its address taken from the endpoints first, or is the pod stopped first? Both, in some run: the
  endpoint is removed by one component, the container stopped by another, and each node's kube-proxy hears of it in its own time.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given a cluster with 3 nodes

  Rule: A wait before the stop that is longer than a busy cluster takes loses nothing in any order

    @explore
    Scenario: Pods that sleep 5 seconds before they stop
      Given exploration makes 20 runs
      And the manifests in "../traffic/manifests/patient-shop"
      And containers of image "shop/web" start in 5 seconds
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 50 requests per second to service "web"
      When I run "kubectl set image deployment/web web=shop/web:2"
      Then within 2 minutes the rollout of deployment "web" is complete
      And 30 seconds pass
      And no request has failed

  Rule: Without it, or with less time to stop than it takes, some order loses requests

    @suites
    Scenario Outline: <case>
      Given the suite has the feature "shop.feature":
        ```
        Feature: The shop
          Background:
            Given a cluster with 3 nodes
            And the file "web.yaml":
              """
              apiVersion: v1
              kind: Service
              metadata: {name: web}
              spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
              ---
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
                    terminationGracePeriodSeconds: <grace>
                    containers:
                      - name: web
                        image: shop/web:1
                        lifecycle: {<wait>}
                        ports: [{containerPort: 8080}]
                        readinessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 5}
              """
            And containers of image "shop/web" start in 5 seconds, <stop>
            And I run "kubectl apply -f web.yaml"
            And within 1 minute deployment "web" has 3 available replicas
            And clients send 50 requests per second to service "web"

          @explore
          Scenario: A new version
            Given exploration makes 200 runs
            When I run "kubectl set image deployment/web web=shop/web:2"
            Then within 2 minutes the rollout of deployment "web" is complete
            And 30 seconds pass
            And no request has failed
        ```
      When the suite runs with ""
      Then the suite exits with 1
      And the suite prints "explored it passes undisturbed, and fails in run"
      And the suite prints "<found>"
      And the suite prints "refused by web-"

      Examples:
        | case                                                 | grace | wait                                      | stop                                                  | found |
        | Pods that go on serving for two seconds after SIGTERM | 30    |                                           | take 2 seconds to drain, and keep serving while they drain | kube-proxy on node- |
        | Pods that sleep 5 seconds of which they get 2        | 2     | preStop: {exec: {command: [sleep, "5"]}}  | listen on 8080                                        | kube-proxy on node- |
