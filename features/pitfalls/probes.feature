Feature: Pitfalls: probes

  What people expect of probes, what they do, and the manifest that does what was expected.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  @P05 @N10
  Rule: Readiness that asks a shared database takes every pod out at once

    Expected: a pod that cannot reach the database steps aside for those that can. But none can, so the Service has no
    endpoint left, and pages that need no database are gone as well.
    https://github.com/mozilla/kitsune/pull/3421
    https://github.com/GoogleCloudPlatform/cloud-sql-proxy/pull/2207

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/db" listen on 5432 and start in 40 seconds

    Scenario: A database that restarts for 40 seconds takes the whole shop with it
      Given the manifests in "manifests/shared-database/asks-the-database.yaml"
      And within 2 minutes service "web" has 3 ready endpoints
      And clients send 20 requests per second to service "web"
      When I run "kubectl rollout restart statefulset db"
      Then within 20 seconds service "web" has 0 ready endpoints
      When 2 minutes pass
      Then at least 600 requests found no endpoint
      And the longest outage was at least 30 seconds

    Scenario: Pods that answer for themselves stay in service
      Given the manifests in "manifests/shared-database/asks-itself.yaml"
      And within 2 minutes service "db" has 1 ready endpoint
      And clients send 20 requests per second to service "web"
      When I run "kubectl rollout restart statefulset db"
      Then within 20 seconds service "db" has 0 ready endpoints
      When 2 minutes pass
      Then no request has failed
      And throughout service "web" has 3 ready endpoints

  @P07 @N10
  Rule: A TCP probe passes on a broken server

    Expected: a server that answers nothing but errors is noticed. But the kernel takes connections for whatever program
    holds the port, so the probe passes for ever.
    https://github.com/jupyterhub/zero-to-jupyterhub-k8s/pull/1679
    https://github.com/kubernetes/kubernetes/issues/103632

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/web" answer with 500 after 10 minutes

    Scenario: From then on every request is answered with 500, and all looks well
      Given the manifests in "manifests/tcp-probe/asks-the-port.yaml"
      And within 30 seconds service "web" has 2 ready endpoints
      And clients send 1 request per second to service "web"
      When 40 minutes pass
      Then at least 70% of the requests have failed
      And throughout service "web" has 2 ready endpoints
      And deployment "web" has restarted 0 times

    Scenario: A probe that asks for a page takes them out and has them restarted
      Given the manifests in "manifests/tcp-probe/asks-the-page.yaml"
      And within 30 seconds service "web" has 2 ready endpoints
      And clients send 1 request per second to service "web"
      When 40 minutes pass
      Then at most 10% of the requests have failed
      And deployment "web" has restarted at least 6 times

  @P04 @P06
  Rule: A program that starts more slowly than its liveness probe is patient never comes up

    Expected: it is given the time that it needs. But liveness counts from the start, three failures ten seconds apart
    kill the container half a minute into every attempt, and the back-off only makes attempts rarer.
    https://github.com/treeverse/charts/issues/143
    https://github.com/kubernetes/kubernetes/issues/27114

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/lake" start in 40 seconds

    Scenario: Killed before it is up, for ever
      Given the manifests in "manifests/slow-start/liveness-alone.yaml"
      When 1 hour passes
      Then pod "lake" has restarted at least 12 times
      And throughout pod "lake" is NotReady
      And event "Killing" is recorded for pod "lake" with message "failed liveness probe, will be restarted"

    Scenario: A startup probe holds liveness back, for two minutes if need be
      Given the manifests in "manifests/slow-start/with-startup-probe.yaml"
      Then within 1 minute pod "lake" is Ready
      And for the next 1 hour pod "lake" is Ready
      And pod "lake" has restarted 0 times

  @P04
  Rule: Since 1.20 a command that takes longer than a second fails its probe

    Expected: a check that worked for years goes on working after an upgrade. But timeoutSeconds, 1 where nobody wrote
    it, was not kept for commands before 1.20; since then two seconds are a failure, and three failures a restart.
    https://github.com/airflow-helm/charts/issues/484
    https://github.com/Azure/AKS/issues/2256

    Scenario: Two seconds are fine in 1.19
      Given a cluster running Kubernetes 1.19 with 1 node
      And the manifests in "manifests/exec-timeout/default.yaml"
      When 1 hour passes
      Then pod "flow" has restarted 0 times

    Scenario: The same pod is killed again and again in 1.20
      Given a cluster running Kubernetes 1.20 with 1 node
      And the manifests in "manifests/exec-timeout/default.yaml"
      When 1 hour passes
      Then pod "flow" has restarted at least 10 times
      And event "Unhealthy" is recorded for pod "flow" with message "Liveness probe failed"

    Scenario: A timeout of its own lets the command end
      Given a cluster running Kubernetes 1.20 with 1 node
      And the manifests in "manifests/exec-timeout/five-seconds.yaml"
      When 1 hour passes
      Then pod "flow" has restarted 0 times

  @P05 @P07
  Rule: Liveness that is quicker than readiness restarts what should have been left alone

    Expected: a pod that hesitates is taken out of service until it has caught itself. But liveness gives up after 15
    seconds and readiness after 30, so the pod is restarted before it was ever taken out.
    https://github.com/sentry-kubernetes/charts/pull/307
    https://github.com/zegl/kube-score/issues/285

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/web" hang after 2 minutes for 25 seconds

    Scenario: A pause of 25 seconds costs a restart, and another one every few minutes
      Given the manifests in "manifests/hasty-liveness/impatient.yaml"
      And within 15 seconds service "web" has 1 ready endpoint
      When 1 minute 45 seconds pass
      Then within 45 seconds event "Killing" is recorded for pod "web"
      And throughout service "web" has 1 ready endpoint
      When 1 hour passes
      Then pod "web" has restarted at least 10 times

    Scenario: Readiness first: out of service for half a minute, and never restarted
      Given the manifests in "manifests/hasty-liveness/patient.yaml"
      And within 15 seconds service "web" has 1 ready endpoint
      When 1 minute 45 seconds pass
      Then within 45 seconds service "web" has 0 ready endpoints
      And within 30 seconds service "web" has 1 ready endpoint
      And for the next 1 hour service "web" has 1 ready endpoint
      And pod "web" has restarted 0 times
