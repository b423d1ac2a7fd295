@N10
Feature: A server is as good as those it depends on

  Background:
    Given a cluster with 2 nodes
    And the manifests in "manifests/shop"
    And the file "db.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec: {selector: {app: db}, ports: [{port: 5432}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, labels: {app: db}}
      spec: {terminationGracePeriodSeconds: 0, containers: [{name: db, image: "shop/db:1", ports: [{containerPort: 5432}]}]}
      """
    And I run "kubectl apply -f db.yaml"

  Scenario: Its answers take as long as those of both together
    Given containers of image "shop/db" serve TCP on 5432 and answer in 30ms
    And containers of image "shop/web" depend on service "db" and answer in 10ms
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 50 requests per second to service "web"
    When 10 seconds pass
    Then no request has failed
    And the 99th percentile of latency is exactly 40ms

  Scenario: It fails when they do, while its own health page knows nothing of it
    Given containers of image "shop/db" serve TCP on 5432
    And containers of image "shop/web" depend on service "db" and answer /healthz with 200
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 50 requests per second to service "web"
    When I run "kubectl delete pod db"
    And 1 minute passes
    Then at least 2000 requests were answered with 503
    And throughout service "web" has 3 ready endpoints

  Scenario: A health page that asks the database takes all pods out at once
    Given containers of image "shop/db" serve TCP on 5432
    And containers of image "shop/web" depend on service "db"
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 50 requests per second to service "web"
    When I run "kubectl delete pod db"
    Then within 30 seconds service "web" has 0 ready endpoints
    And 10 seconds pass
    And at least 400 requests found no endpoint

  Scenario: A database that is slow takes the patience of the clients
    Given containers of image "shop/db" serve TCP on 5432 and answer in 3 seconds
    And containers of image "shop/web" read from service "db" port 5432 for at most 1 second, and answer /healthz with 200
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 10 requests per second to service "web"
    When 10 seconds pass
    Then no request was answered
    And the 99th percentile of latency is exactly 1 second
