Feature: Configuration as it was written for Kubernetes 1.13

  Background:
    Given a cluster running Kubernetes 1.13 with 1 node

  Rule: One ConfigMap, three ways to read it

    @C02 @P15
    Scenario: As variables that become arguments, and as a file
      Given the manifests in "manifests/greeting"
      Then within 10 seconds pod "greeting-as-argument" has completed
      And within 10 seconds pod "greeting-as-file" has completed
      When I run "kubectl logs greeting-as-argument"
      Then it prints:
        """
        hello world
        """
      When I run "kubectl logs greeting-as-file"
      Then it prints:
        """
        hello
        """

  Rule: What is secret is base64 in the API and plain in the container

    @C04 @C05
    Scenario: Two Secrets in one folder, a third reader has one of them in a variable
      Given the manifests in "manifests/credentials"
      And within 10 seconds pod "projected-login" is Ready
      When I run "kubectl exec -it projected-login -- ls /projected/"
      Then it prints:
        """
        combination
        pass
        user
        """
      When I run "kubectl exec projected-login -- cat /projected/user /projected/combination"
      Then it prints "clerk12-34-56"
      And within 10 seconds pod "login-in-variables" has logged "clerk"
      When I run "kubectl describe secret ledger-login"
      Then it prints "pass:  11 bytes"
      And it does not print "open-sesame"

    @C04
    Scenario: The token of the default account is a Secret that every pod mounts
      Until 1.23 each account has its token in a Secret, made by a controller and named after the account.

      Given the manifests in "manifests/credentials"
      And within 10 seconds pod "projected-login" is Ready
      When I run "kubectl describe pod projected-login"
      Then it prints "/var/run/secrets/kubernetes.io/serviceaccount from default-token-"
      And it prints "Type:        Secret (a volume populated by a Secret)"
      When I run "kubectl get secrets -o custom-columns=TYPE:.type --no-headers"
      Then it prints "kubernetes.io/service-account-token"

  Rule: A pod reads about itself

    @C05
    Scenario: Its labels, one a line, again and again, and the new one once it is there
      Given the manifests in "manifests/about-itself"
      When 20 seconds pass
      And I run "kubectl logs about-itself --tail=3"
      Then it prints:
        """
        cluster="test-cluster2"
        rack="rack-7"
        zone="harbour"
        """
      When I run "kubectl label pod about-itself rack=rack-8 --overwrite"
      Then within 2 minutes pod "about-itself" has logged 'rack="rack-8"'
