@A04
Feature: kubectl apply and patch merge, so that several writers get along

  https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/

  Background:
    Given a cluster with 1 node

  Rule: apply changes what the manifest changed, and leaves the rest to others

    Scenario: Scaled by hand, the image by manifest
      Given the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web, team: shop}}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
        """
      And I run "kubectl apply -f web.yaml"
      And I run "kubectl scale deployment web --replicas=4"
      And I run "kubectl label deployment web owner=ann"
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.9.1"}]}
        """
      When I run "kubectl apply -f web.yaml"
      Then it prints "deployment.apps/web configured"
      And {.spec.replicas} of deployment "web" is "4"
      And {.spec.template.spec.containers[0].image} of deployment "web" is "nginx:1.9.1"
      And {.metadata.labels.owner} of deployment "web" is "ann"
      And {.metadata.labels.team} of deployment "web" is empty

    Scenario: The same manifest again changes nothing
      Given the manifests in "manifests/nginx"
      When I run "kubectl apply -f manifests/nginx/deployment.yaml"
      Then it prints "deployment.apps/nginx-deployment unchanged"

    Scenario: Lists of containers merge by name
      Given the file "pod.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.7.9", env: [{name: A, value: "1"}]}]}
        """
      And I run "kubectl apply -f pod.yaml"
      When I run:
        """
        kubectl patch deployment web -p 'spec: {template: {spec: {containers: [{name: envoy, image: envoy}]}}}'
        kubectl apply -f pod.yaml
        """
      Then {.spec.template.spec.containers[*].name} of deployment "web" contains "envoy"
      And {.spec.template.spec.containers[*].name} of deployment "web" contains "web"

  Rule: A strategic merge adds to lists, a JSON merge replaces them, a JSON patch says what to do where

    Scenario Outline: A second container by a patch of type <type> leaves: <left>
      Given the manifests in "manifests/nginx"
      When I run:
        """
        kubectl patch deployment nginx-deployment --type=<type> -p '<patch>'
        """
      Then {.spec.template.spec.containers[*].name} of deployment "nginx-deployment" is "<left>"

      Examples:
        | type      | patch                                                                                                     | left       |
        | strategic | {"spec":{"template":{"spec":{"containers":[{"name":"log","image":"busybox"}]}}}}                          | log nginx  |
        | merge     | {"spec":{"template":{"spec":{"containers":[{"name":"log","image":"busybox"}]}}}}                          | log        |
        | json      | [{"op":"add","path":"/spec/template/spec/containers/-","value":{"name":"log","image":"busybox"}}]          | nginx log  |

    Scenario: A JSON patch whose test fails changes nothing
      Given the manifests in "manifests/nginx"
      When I run:
        """
        kubectl patch deployment nginx-deployment --type=json -p '[{"op":"test","path":"/spec/replicas","value":7},{"op":"replace","path":"/spec/replicas","value":8}]'
        """
      Then the command fails with "The request is invalid: the server rejected our request due to an error in our request"
      And {.spec.replicas} of deployment "nginx-deployment" is "2"

    Scenario: A JSON patch of a path that is not there is refused
      Given the manifests in "manifests/nginx"
      When I run:
        """
        kubectl patch deployment nginx-deployment --type=json -p '[{"op":"replace","path":"/spec/nothing/here","value":1}]'
        """
      Then the command fails with "The request is invalid: the server rejected our request due to an error in our request"

  Rule: apply can take away what the manifests no longer have

    Scenario: A ConfigMap that left the manifest is pruned, one that others made is not
      Given the file "shop.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: prices, labels: {part-of: shop}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: banner, labels: {part-of: shop}}
        """
      And I run "kubectl apply -f shop.yaml"
      And I run "kubectl create configmap notes"
      And I run "kubectl label configmap notes part-of=shop"
      And the file "shop.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: prices, labels: {part-of: shop}}
        """
      When I run "kubectl apply --prune -l part-of=shop --prune-allowlist=core/v1/ConfigMap -f shop.yaml"
      Then it prints:
        """
        configmap/prices unchanged
        configmap/banner pruned
        """
      And configmap "notes" exists

    Scenario: What cannot be changed is made anew with --force
      Given the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.96.0.50, ports: [{port: 80}]}
        """
      And I run "kubectl apply -f web.yaml"
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.96.0.51, ports: [{port: 80}]}
        """
      When I run "kubectl apply -f web.yaml"
      Then the command fails with "may not change once set"
      When I run "kubectl apply -f web.yaml --force"
      Then it prints "service/web configured"
      And {.spec.clusterIP} of service "web" is "10.96.0.51"
