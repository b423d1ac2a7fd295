@F05
Feature: Every condition works with every operator over time

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/shop"
    And containers of image "shop/web" start in 12 seconds and take 8 seconds to drain
    And within 1 minute deployment "web" has 3 available replicas
    And within 10 seconds service "web" has 3 ready endpoints

  Scenario: Now, soon, and for a while
    When 1 minute passes
    Then deployment "web" has 3 ready replicas
    And within 1 minute deployment "web" has at least 2 available replicas
    And for the next 2 minutes 30 seconds service "web" has at least 2 ready endpoints

  Scenario: From the first When until now
    When I run "kubectl set image deployment/web web=shop/web:2"
    Then within 3 minutes the rollout of deployment "web" is complete
    And throughout service "web" has at least 3 ready endpoints
    And never deployment "web" has fewer than 3 available replicas
    And never are fewer than 3 pods with label "app=web" ready
    And node "node-1" is never NotReady

  Scenario: Not before, and not after
    Given containers of image "shop/web:broken" never get ready
    When I run "kubectl set image deployment/web web=shop/web:broken"
    Then after exactly 10 minutes deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"
    And the rollout of deployment "web" is stalled
    When I run "kubectl rollout undo deployment/web"
    Then after exactly 20 seconds give or take 20 seconds the rollout of deployment "web" is complete

  Scenario: So many times
    When one pod of deployment "web" is deleted
    And 2 minutes pass
    And one pod of deployment "web" is deleted
    And 2 minutes pass
    Then exactly twice service "web" has 2 ready endpoints
    And at most 2 times deployment "web" has 2 available replicas
    And at least once deployment "web" has 2 available replicas

  Scenario: Until, and before, something else
    When I run "kubectl scale deployment web --replicas=5"
    Then until deployment "web" has 5 available replicas, service "web" has at most 5 ready endpoints
    And until node "node-1" is Ready within 5 minutes, service "web" exists
    And before deployment "web" has 5 available replicas, deployment "web" has 5 replicas

  Scenario: A complete rollout is no longer underway
    When I run "kubectl set image deployment/web web=shop/web:2"
    Then within 1 second the rollout of deployment "web" is not complete
    And within 3 minutes the rollout of deployment "web" is complete

  Scenario: A sentence that must not hold
    When one pod of deployment "web" is deleted
    Then 'for the next 10 seconds deployment "web" has 3 ready replicas' fails
    And 'there are 7 pods of deployment "web"' fails, saying:
      """
      found    4 of 7 pods
      """
