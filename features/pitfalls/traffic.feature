@N10
Feature: Pitfalls: traffic

  What people expect to happen to requests, what happens to them, and the manifest that does what was expected.
  https://kubernetes.io/docs/reference/networking/virtual-ips/

  @P11 @W03
  Rule: A rolling update loses requests where pods stop at once

    Expected: a pod gets no requests when it is told to stop. But it is told at the same time as those who send them, and
    those hear of it later.
    https://github.com/kubernetes/kubernetes/issues/86280

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/web" start in 5 seconds

    Scenario: Requests are refused by each pod that goes
      Given the manifests in "manifests/rolling/stops-at-once.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 50 requests per second to service "web"
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 2 minutes the rollout of deployment "web" is complete
      And between 3 and 60 requests were refused

    Scenario: Five seconds of waiting, and nobody notices
      Given the manifests in "manifests/rolling/waits-first.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 50 requests per second to service "web"
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 2 minutes the rollout of deployment "web" is complete
      And for the next 10 seconds no request has failed

  @P05 @W03
  Rule: Without a readiness probe a rollout replaces every pod by one that cannot serve yet

    Expected: the next pod goes when the new one works. But without a probe it is ready as soon as its process runs, and
    all old pods are gone before the first new one answers.
    https://github.com/makeplane/helm-charts/issues/318
    https://github.com/kubernetes/kubernetes/issues/38355

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/web:2" start in 30 seconds

    Scenario: A quarter of a minute of refused requests, and a rollout that calls itself complete
      Given the manifests in "manifests/no-readiness/nobody-asks.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 50 requests per second to service "web"
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 20 seconds the rollout of deployment "web" is complete
      And 1 minute passes
      And at least 500 requests were refused
      And the longest outage was at least 15 seconds

    Scenario: Each old pod stays until a new one answers
      Given the manifests in "manifests/no-readiness/asks-first.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 50 requests per second to service "web"
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 3 minutes the rollout of deployment "web" is complete
      And for the next 10 seconds no request has failed

  @P04
  Rule: Liveness on a busy server turns load into a restart storm

    Expected: a server that is slow under load is slow. But its liveness probe waits in the same queue and gives up after
    a second; what is restarted leaves its load to the others, who are next.
    https://github.com/kubernetes/kubernetes/issues/110083
    https://github.com/kubernetes/ingress-nginx/pull/5671

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/web" start in 10 seconds and answer in 20ms at 10 requests per second

    Scenario: One minute of too many requests, and ten minutes later pods are still being restarted
      Given the manifests in "manifests/busy-worker/impatient.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 25 requests per second to service "web", giving up after 5 seconds
      And 1 minute passes
      When clients "at the sale" send 12 requests per second to service "web", giving up after 5 seconds
      And 1 minute passes
      And clients "at the sale" stop
      And 8 minutes pass
      And clients "later" send 1 request per second to service "web", giving up after 5 seconds
      And 2 minutes pass
      Then deployment "web" has restarted at least 8 times
      And at least 20% of the requests of clients "later" have failed

    Scenario: Left alone, they catch up as soon as the sale is over
      Given the manifests in "manifests/busy-worker/patient.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 25 requests per second to service "web", giving up after 5 seconds
      And 1 minute passes
      When clients "at the sale" send 12 requests per second to service "web", giving up after 5 seconds
      And 1 minute passes
      And clients "at the sale" stop
      And 8 minutes pass
      And clients "later" send 1 request per second to service "web", giving up after 5 seconds
      And 2 minutes pass
      Then deployment "web" has restarted 0 times
      And no request of clients "later" has failed
