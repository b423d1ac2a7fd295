@F08
Feature: The same scenario in every order that things may happen

  A scenario that is tagged @explore is played again after it has passed: watches bring things late, calls take longer, two
  processes act in the other order, one stands still for a while. Each time it must hold.

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
                  httpGet: {path: /, port: 80}
                  periodSeconds: 2
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    And I run "kubectl apply -f web.yaml"
    And within 1 minute deployment "web" has 2 available replicas

  @explore
  Scenario: A rolling update ends in whatever order
    Given exploration makes 20 runs
    When I run "kubectl rollout restart deployment/web"
    Then within 2 minutes the rollout of deployment "web" is complete
    And throughout service "web" has at least 2 ready endpoints

  @explore
  Scenario: A rolling update ends even where kubelets, the scheduler and the controllers crash on the way
    Given exploration makes 15 runs
    And exploration also crashes components
    When I run "kubectl rollout restart deployment/web"
    Then within 5 minutes the rollout of deployment "web" is complete
    And throughout service "web" has at least 2 ready endpoints
