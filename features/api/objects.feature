@A01
Feature: Everything is an object with a spec, a status and a history of its own

  https://kubernetes.io/docs/concepts/overview/working-with-objects/

  Background:
    Given a cluster with 2 nodes

  Rule: An object is made, read, listed, changed and deleted

    Scenario: The life of a Deployment
      Given the manifests in "manifests/nginx"
      When I run "kubectl get deployments"
      Then it prints:
        """
        NAME               READY   UP-TO-DATE   AVAILABLE   AGE
        nginx-deployment   0/2     …
        """
      And within 20 seconds {.status.readyReplicas} of deployment "nginx-deployment" is "2"
      When I run "kubectl delete deployment nginx-deployment"
      Then it prints "deployment.apps \"nginx-deployment\" deleted"
      And deployment "nginx-deployment" is gone
      When I run "kubectl get deployment nginx-deployment"
      Then the command fails with "Error from server (NotFound): deployments.apps \"nginx-deployment\" not found"

  Rule: The generation counts changes of the spec and nothing else

    Scenario: Replicas count, labels and status do not
      Given the manifests in "manifests/nginx"
      And within 20 seconds deployment "nginx-deployment" has 2 available replicas
      And {.metadata.generation} of deployment "nginx-deployment" is "1"
      When I run "kubectl label deployment nginx-deployment team=web"
      Then {.metadata.generation} of deployment "nginx-deployment" is "1"
      When I run "kubectl scale deployment nginx-deployment --replicas=3"
      Then {.metadata.generation} of deployment "nginx-deployment" is "2"
      And within 5 seconds {.status.observedGeneration} of deployment "nginx-deployment" is "2"

    Scenario: A status in a manifest changes nothing
      Given the file "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          nodeSelector: {no: where}
          containers: [{name: web, image: nginx}]
        status: {phase: Succeeded}
        """
      When I run "kubectl create -f web.yaml"
      Then {.status.phase} of pod "web" is "Pending"

  Rule: A new object of an old name is another object

    Scenario: Same name, other uid
      Given the file "settings.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, uid: 00000000-0000-0000-0000-000000000000}
        """
      When I run "kubectl create -f settings.yaml"
      Then {.metadata.uid} of configmap "settings" is not "00000000-0000-0000-0000-000000000000"
      And {.metadata.creationTimestamp} of configmap "settings" is "2025-01-01T00:00:00Z"
      When I run "kubectl create -f settings.yaml"
      Then the command fails with "Error from server (AlreadyExists): error when creating \"settings.yaml\": configmaps \"settings\" already exists"

  Rule: An update of what has changed meanwhile is refused

    Scenario: The resourceVersion in the manifest is from yesterday
      Given the file "stale.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, resourceVersion: "1"}
        data: {colour: red}
        """
      And I run "kubectl create configmap settings --from-literal=colour=blue"
      When I run "kubectl replace -f stale.yaml"
      Then the command fails with "Operation cannot be fulfilled on configmaps \"settings\": the object has been modified; please apply your changes to the latest version and try again"
      And {.data.colour} of configmap "settings" is "blue"

    Scenario: What identifies an object cannot be changed
      Given the manifests in "manifests/nginx"
      When I run "kubectl patch deployment nginx-deployment -p 'spec: {selector: {matchLabels: {app: other}}}'"
      Then the command fails with "field is immutable"

  Rule: Lists can be chosen by labels and fields

    Scenario: Of three ConfigMaps one
      Given I run:
        """
        kubectl create configmap one
        kubectl create configmap two
        kubectl create configmap three
        kubectl label configmap one tier=web env=prod
        kubectl label configmap two tier=web env=test
        """
      When I run "kubectl get configmaps -l tier=web,env!=prod -o name"
      Then it prints:
        """
        configmap/two
        """
      When I run "kubectl get configmaps --field-selector metadata.name=three -o name"
      Then it prints:
        """
        configmap/three
        """
