Feature: Pitfalls: configuration and volumes

  What people expect of configuration, what the pods see of it, and the manifest that does what was expected.
  https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically

  Background:
    Given a cluster with 1 node

  @C03
  Rule: A file mounted by subPath stays as it was

    Expected: mounted ConfigMaps follow their changes. But a subPath is bound to one file once, when the container starts,
    and the new text goes into another.
    https://github.com/kubernetes/kubernetes/issues/50345

    Scenario: A day later the pod still greets as before
      Given the manifests in "manifests/subpath/sub-path.yaml"
      And within 30 seconds pod "web" is Ready
      When I run "kubectl patch configmap site -p 'data: {greeting: goodbye}'"
      Then for the next 1 day file "/site/greeting" of pod "web" is "hello"

    Scenario: A whole volume follows within two minutes
      Given the manifests in "manifests/subpath/whole-volume.yaml"
      And within 30 seconds pod "web" is Ready
      When I run "kubectl patch configmap site -p 'data: {greeting: goodbye}'"
      Then within 2 minutes file "/site/greeting" of pod "web" is "goodbye"
      And pod "web" has restarted 0 times

  @C02 @C03
  Rule: A variable from a ConfigMap stays as it was when its container started

    Expected: who changes the ConfigMap changes the programs that use it. But a process keeps the environment that it
    was started with, and nothing restarts it.
    https://github.com/developmentseed/eoapi-k8s/issues/72
    https://github.com/spiffe/helm-charts/pull/81

    Scenario: A variable never changes
      Given the manifests in "manifests/environment/variable.yaml"
      And within 30 seconds pod "web" has logged "hello"
      When I run "kubectl patch configmap site -p 'data: {greeting: goodbye}'"
      And 3 hours pass
      Then pod "web" has logged "goodbye" 0 times
      And pod "web" has restarted 0 times

    Scenario: A file does
      Given the manifests in "manifests/environment/file.yaml"
      And within 30 seconds pod "web" has logged "hello"
      When I run "kubectl patch configmap site -p 'data: {greeting: goodbye}'"
      Then within 2 minutes 30 seconds pod "web" has logged "goodbye"
      And pod "web" has restarted 0 times

  @P15
  Rule: A Service called redis sets REDIS_PORT, and not to a port

    Expected: a variable that nobody set is not set. But every Service of the namespace leaves variables in the pods that
    come after it, and what Docker's links called PORT is an address.
    https://github.com/uselagoon/lagoon/issues/1254
    https://github.com/RedisLabs/redislabs-docs/issues/676

    Scenario: The program's default is never used
      Given the manifests in "manifests/service-links/with-links.yaml"
      Then within 30 seconds pod "web" has logged "connecting to redis:tcp://10."

    Scenario: Without the links of Services it is
      Given the manifests in "manifests/service-links/without-links.yaml"
      Then within 30 seconds pod "web" has logged "connecting to redis:6379"
