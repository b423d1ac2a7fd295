@C04
Feature: How a pod gets its service account's token depends on the release
  Until 1.20 from a Secret that never ends; since 1.21 from a projected volume, for an hour and renewed in time.
  https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken

  Rule: A Secret made for each account, until 1.23; mounted into its pods until 1.20

    Scenario Outline: <release>
      Given a cluster running Kubernetes <release> with 1 node
      When I run "kubectl run web --image=nginx"
      Then within 20 seconds pod "web" is Ready
      And {.spec.volumes[0].secret.secretName} of pod "web" <secret>
      And {.spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds} of pod "web" is <seconds>
      And file "/var/run/secrets/kubernetes.io/serviceaccount/token" of pod "web" contains "eyJ"
      When I run "kubectl get serviceaccount default -o jsonpath='{.secrets[*].name}'"
      Then it prints "<account>"

      Examples:
        | release | secret                         | seconds | account        |
        | 1.20    | contains "default-token-"      | empty   | default-token- |
        | 1.23    | is empty                       | "3607"  | default-token- |

    Scenario: Since 1.24 there is none
      Given a cluster running Kubernetes 1.24 with 1 node
      When I run "kubectl run web --image=nginx"
      Then within 20 seconds pod "web" is Ready
      And {.spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds} of pod "web" is "3607"
      And {.secrets} of serviceaccount "default" is empty
      When I run "kubectl get secrets"
      Then it prints "No resources found"

  Rule: A projected token is replaced when four fifths of its life are over

    Scenario: The file changes within the hour, and the container goes on
      Given a cluster with 1 node
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          automountServiceAccountToken: false
          containers:
            - name: reader
              image: busybox
              command: [sh, -c, "cp /token/vault /tmp/first; sleep 86400"]
              volumeMounts: [{name: token, mountPath: /token}]
          volumes:
            - name: token
              projected:
                sources: [{serviceAccountToken: {path: vault, audience: vault, expirationSeconds: 1200}}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds pod "reader" is Ready
      When 15 minutes pass
      And I run "kubectl exec reader -- sh -c 'test $(cat /token/vault) = $(cat /tmp/first)'"
      Then the command succeeds
      When 3 minutes pass
      And I run "kubectl exec reader -- sh -c 'test $(cat /token/vault) = $(cat /tmp/first)'"
      Then the command fails with code 1
      And pod "reader" has restarted 0 times

  Rule: Who does not want a token says so

    Scenario: On the account, or on the pod, which has the last word
      Given a cluster with 1 node
      And the file "quiet.yaml":
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: quiet}
        automountServiceAccountToken: false
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: none}
        spec:
          serviceAccountName: quiet
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one}
        spec:
          serviceAccountName: quiet
          automountServiceAccountToken: true
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl create serviceaccount other"
      And I run "kubectl apply -f quiet.yaml"
      Then within 20 seconds pod "none" is Ready
      And within 20 seconds pod "one" is Ready
      And file "/var/run/secrets/kubernetes.io/serviceaccount/token" of pod "none" does not exist
      And file "/var/run/secrets/kubernetes.io/serviceaccount/token" of pod "one" exists

    Scenario: An account that is not there
      Given a cluster with 1 node
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: lost}
        spec:
          serviceAccountName: nobody
          containers: [{name: main, image: busybox}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "error looking up service account default/nobody: serviceaccount"

  # https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/
  @F06
  Rule: kubectl create token asks for a token that ends

    Scenario: A token lasts an hour unless it is asked for longer
      Given a cluster
      And the clock starts at "2025-03-01T08:00:00Z"
      When I run "kubectl create serviceaccount deployer"
      And I run "kubectl create token deployer -o jsonpath={.status.expirationTimestamp}"
      Then it prints "2025-03-01T09:00:00Z"
      When I run "kubectl create token deployer --duration=24h -o jsonpath={.status.expirationTimestamp}"
      Then it prints "2025-03-02T08:00:00Z"
      When I run "kubectl create token deployer --duration=5m"
      Then the command fails with "may not specify a duration less than 10 minutes"

    Scenario: A token can be bound to a pod of the account, and to no other
      Given a cluster
      When I run:
        """
        kubectl create serviceaccount deployer
        kubectl run web --image=nginx
        """
      And I run "kubectl create token deployer --bound-object-kind=Pod --bound-object-name=web"
      Then the command fails with "pod running with different serviceaccount name"
      When I run "kubectl create token default --bound-object-kind=Pod --bound-object-name=web -o jsonpath={.spec.boundObjectRef.name}"
      Then it prints "web"
