@C04
Feature: Secrets carry what must not stand in a manifest of a pod

  https://kubernetes.io/docs/concepts/configuration/secret/

  Background:
    Given a cluster with 1 node

  Rule: An Opaque Secret is base64 in the API and plain in the container

    Scenario: As files of a projected volume
      Given the file "secrets.yaml":
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: user}
        type: Opaque
        data: {user: YWRtaW4=}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: pass}
        type: Opaque
        data: {pass: MWYyZDFlMmU2N2Rm}
        """
      And the file "test-projected-volume.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: test-projected-volume}
        spec:
          containers:
            - name: test-secret-volume
              image: busybox
              args: [sleep, "86400"]
              volumeMounts: [{name: mysql-cred, mountPath: /projected-volume, readOnly: true}]
          volumes:
            - name: mysql-cred
              projected:
                sources: [{secret: {name: user}}, {secret: {name: pass}}]
        """
      When I run:
        """
        kubectl create -f secrets.yaml
        kubectl create -f test-projected-volume.yaml
        """
      Then within 10 seconds pod "test-projected-volume" is Ready
      When I run "kubectl exec test-projected-volume -- ls /projected-volume/"
      Then it prints:
        """
        pass
        user
        """
      And file "/projected-volume/user" of pod "test-projected-volume" is "admin"
      And file "/projected-volume/pass" of pod "test-projected-volume" is "1f2d1e2e67df"

    Scenario: As variables
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: test-secret}
        stringData: {username: admin}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec:
          restartPolicy: Never
          containers:
            - name: client
              image: busybox
              command: [sh, -c, "echo user is $USERNAME"]
              env: [{name: USERNAME, valueFrom: {secretKeyRef: {name: test-secret, key: username}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "client" has completed
      And pod "client" has logged "user is admin"

  Rule: stringData is written plainly and stored encoded

    Scenario: It wins over data and is not shown again
      Given the file "secret.yaml":
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mixed}
        data: {user: cm9vdA==, host: bG9jYWxob3N0}
        stringData: {user: admin}
        """
      When I run "kubectl create -f secret.yaml"
      Then {.data.user} of secret "mixed" is "YWRtaW4="
      And {.data.host} of secret "mixed" is "bG9jYWxob3N0"
      And {.stringData} of secret "mixed" is empty
      And {.type} of secret "mixed" is "Opaque"

    Scenario: data that is no base64 is refused
      Given the file "secret.yaml":
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: wrong}
        data: {user: "not base64!"}
        """
      When I run "kubectl create -f secret.yaml"
      Then the command fails with "illegal base64 data at input byte 3"

  Rule: Types say what must be in it

    Scenario: A registry's credentials
      When I run "kubectl create secret docker-registry regcred --docker-server=registry.example.com --docker-username=pat --docker-password=s3cret"
      Then {.type} of secret "regcred" is "kubernetes.io/dockerconfigjson"
      And {.data.\.dockerconfigjson} of secret "regcred" is not empty

    Scenario: dockerconfigjson without its key is refused
      Given the file "secret.yaml":
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: wrong}
        type: kubernetes.io/dockerconfigjson
        stringData: {config: "{}"}
        """
      When I run "kubectl create -f secret.yaml"
      Then the command fails with "data[.dockerconfigjson]: Required value"

    Scenario: A service account's token is filled in, on request
      Given the file "secret.yaml":
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: build-token, annotations: {kubernetes.io/service-account.name: default}}
        type: kubernetes.io/service-account-token
        """
      When I run "kubectl create -f secret.yaml"
      Then within 5 seconds {.data.token} of secret "build-token" is not empty
      And {.data.namespace} of secret "build-token" is "ZGVmYXVsdA=="

  Rule: Every pod finds its service account's token at the well-known path

    Scenario: Token, certificate and namespace, without a word in the manifest
      When I run "kubectl run web --image=nginx"
      Then within 10 seconds pod "web" is Ready
      And file "/var/run/secrets/kubernetes.io/serviceaccount/namespace" of pod "web" is "default"
      And file "/var/run/secrets/kubernetes.io/serviceaccount/token" of pod "web" exists
      And file "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" of pod "web" exists

    Scenario: Unless the pod does not want it
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          automountServiceAccountToken: false
          containers: [{name: web, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "web" is Ready
      And file "/var/run/secrets/kubernetes.io/serviceaccount/token" of pod "web" does not exist
