@F12
Feature: A sentence that does not hold explains itself

  It says what was found, why, since when, where in the manifest, what led there, what to try and how to run it again.

  Background:
    Given a cluster with 2 nodes
    And the file "web.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: web
                image: nginx
                ports: [{containerPort: 80}]
                readinessProbe:
                  httpGet: {path: /, port: 8081}
                  periodSeconds: 5
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    And I run "kubectl apply -f web.yaml"

  Scenario: A probe knocks at the wrong port
    Then 'within 1 minute service "web" has 2 ready endpoints' fails, saying:
      """
      found    0 of 2 ready endpoints at 00:01:00.099: it did not come to hold in time
      because  Pod default/web-
      Running, not ready: Readiness probe failed: Get "http://10.244.
      where    features/framework/failing.feature:23:11  spec.template.spec.containers[0].readinessProbe
      led by   00:00:00.099  kubectl: kubectl apply -f web.yaml
      replay   npx cucumber-js features/framework/failing.feature:
      """

  Scenario: A pod that is Ready for a while is not always so
    Given I run "kubectl run once --image=busybox --restart=Never -- sleep 30"
    And within 20 seconds pod "once" is Ready
    Then 'for the next 2 minutes pod "once" is Ready' fails, saying:
      """
      found    pod "once" is Completed at 00:00:3
      seen
      """

  Scenario: What was never there cannot have been so throughout
    When 1 minute passes
    Then 'throughout pod "nobody" is Ready' fails, saying:
      """
      asserted nothing
      """

  Scenario: A sentence may count on what must not be
    Then 'within 20 seconds there are 3 Running pods of deployment "web"' fails
    But there are 2 Running pods of deployment "web"
