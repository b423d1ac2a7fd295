@N10 @P05 @P11
Feature: A rolling update under load

  Three replicas, 50 requests per second, a new version.
  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment

  Background:
    Given a cluster with 3 nodes

  Scenario: Pods that stop at once lose requests with each one that goes
    Given the manifests in "manifests/shop"
    And containers of image "shop/web" start in 5 seconds
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 50 requests per second to service "web"
    When I run "kubectl set image deployment/web web=shop/web:2"
    Then within 2 minutes the rollout of deployment "web" is complete
    And between 1 and 40 requests were refused
    And the longest outage was at most 1 second

  Scenario: Pods that wait before they stop lose none
    Given the manifests in "manifests/patient-shop"
    And containers of image "shop/web" start in 5 seconds
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 50 requests per second to service "web"
    When I run "kubectl set image deployment/web web=shop/web:2"
    Then within 2 minutes the rollout of deployment "web" is complete
    And 1 minute passes
    And no request has failed
    And throughout no request has failed
    And each pod of deployment "web" has served between 10% and 60% of the requests

  @explore
  Scenario: And they lose none in whatever order things happen
    Given exploration makes 15 runs
    And the manifests in "manifests/patient-shop"
    And containers of image "shop/web" start in 5 seconds
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 50 requests per second to service "web"
    When I run "kubectl set image deployment/web web=shop/web:2"
    Then within 2 minutes the rollout of deployment "web" is complete
    And throughout no request has failed

  Scenario: A wait is worth nothing where the grace period is shorter
    Given the manifests in "manifests/patient-shop"
    And containers of image "shop/web" start in 5 seconds
    And I run:
      """
      kubectl patch deployment web --patch '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":1}}}}'
      """
    And within 1 minute the rollout of deployment "web" is complete
    And clients send 100 requests per second to service "web"
    When I run "kubectl set image deployment/web web=shop/web:2"
    Then within 2 minutes the rollout of deployment "web" is complete
    And "no request has failed" fails, saying:
      """
      refused by web-
      preStop hook of web has used up the grace period of 1s
      try      give pods a grace period for their preStop hook
      """
