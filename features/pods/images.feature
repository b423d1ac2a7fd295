@P13
Feature: Images come from registries, by the container's pull policy
  https://kubernetes.io/docs/concepts/containers/images/

  Background:
    Given a cluster with 1 node

  Rule: The policy says when the registry is asked; it follows the tag where the manifest says nothing

    Scenario Outline: <image> is pulled <policy>
      When I run "kubectl run box --image=<image>"
      Then {.spec.containers[0].imagePullPolicy} of pod "box" is "<policy>"

      Examples:
        | image               | policy       |
        | nginx               | Always       |
        | nginx:latest        | Always       |
        | nginx:1.25          | IfNotPresent |
        | reg.io:5000/team/db | Always       |

    Scenario: IfNotPresent asks once a node, Always each time
      Given I run "kubectl run first --image=nginx:1.25"
      And within 20 seconds pod "first" is Ready
      When I run "kubectl run again --image=nginx:1.25"
      And I run "kubectl run always --image=nginx:1.25 --image-pull-policy=Always"
      Then within 20 seconds pod "again" is Ready
      And within 20 seconds pod "always" is Ready
      And event "Pulling" is recorded for pod "first"
      And event "Pulled" is recorded for pod "again" with message "already present on machine"
      And event "Pulling" is recorded for pod "always"

    Scenario: Never leaves a container waiting that has no image, and starts it where the image is
      Given node "node-1" has image "shop/tool:1"
      When I run "kubectl run there --image=shop/tool:1 --image-pull-policy=Never"
      And I run "kubectl run not-there --image=shop/other:1 --image-pull-policy=Never"
      Then within 10 seconds pod "there" is Ready
      And pod "not-there" is ErrImageNeverPull
      And for the next 10 minutes pod "not-there" is ErrImageNeverPull
      And event "ErrImageNeverPull" is recorded for pod "not-there" with message "is not present with pull policy of Never"

  Rule: A pull that fails is tried again after 10 seconds, then 20, up to every 5 minutes

    Scenario: A tag that is in no registry
      Given image "shop/web:typo" is in no registry
      When I run "kubectl run web --image=shop/web:typo"
      Then within 5 seconds pod "web" is ErrImagePull
      And within 20 seconds pod "web" is ImagePullBackOff
      And {.status.phase} of pod "web" is "Pending"
      When 1 hour passes
      Then pod "web" is ImagePullBackOff
      And event "BackOff" is recorded for pod "web" with message "Back-off pulling image"
      And pod "web" has restarted 0 times

    Scenario: It comes up by itself once the image is right
      Given image "shop/web:typo" is in no registry
      And I run "kubectl run web --image=shop/web:typo"
      And within 1 minute pod "web" is ImagePullBackOff
      When I run "kubectl set image pod/web web=shop/web:2"
      Then within 20 seconds pod "web" is Ready
      And pod "web" has restarted 0 times

    Scenario: A name that no registry could have
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: shouting}
        spec:
          containers: [{name: main, image: "Shop/WEB:1"}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "shouting" is InvalidImageName
      And event "InspectFailed" is recorded for pod "shouting"

  Rule: What runs does not need the registry; what starts with Always does

    Scenario: An outage of ten minutes
      Given I run "kubectl run running --image=reg.io/shop/web:1"
      And I run "kubectl create deployment web --image=reg.io/shop/web:1 --replicas=2"
      And within 30 seconds deployment "web" has 2 available replicas
      When registry "reg.io" is down
      And I run "kubectl run cached --image=reg.io/shop/web:1"
      And I run "kubectl run fresh --image=reg.io/shop/web:2"
      And I run "kubectl run always --image=reg.io/shop/web:1 --image-pull-policy=Always"
      Then within 20 seconds pod "cached" is Ready
      And within 20 seconds pod "fresh" is ErrImagePull
      And within 20 seconds pod "always" is ErrImagePull
      And for the next 9 minutes deployment "web" has 2 available replicas
      And throughout pod "running" is Ready
      When registry "reg.io" is up again
      Then within 6 minutes pod "fresh" is Ready
      And within 6 minutes pod "always" is Ready

    Scenario: An image of a gigabyte holds up the node's other pulls
      Given image "shop/huge:1" takes 3 minutes to pull
      When I run "kubectl run huge --image=shop/huge:1"
      And 1 second passes
      And I run "kubectl run small --image=shop/small:1"
      Then within 2 seconds pod "small" is ContainerCreating
      And for the next 170 seconds pod "small" is ContainerCreating
      And within 15 seconds pod "huge" is Ready
      And within 15 seconds pod "small" is Ready

  Rule: A registry that asks for a password hands out nothing without an imagePullSecret

    Background:
      Given registry "reg.io" asks for user "pat" with password "s3cret"
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: private}
        spec:
          imagePullSecrets: [{name: regcred}]
          containers: [{name: app, image: "reg.io/team/app:1"}]
        """

    Scenario: With it the pod starts
      When I run "kubectl create secret docker-registry regcred --docker-server=reg.io --docker-username=pat --docker-password=s3cret"
      And I run "kubectl apply -f pod.yaml"
      Then within 20 seconds pod "private" is Ready

    Scenario: Without it, with a wrong password, or with one for another registry, it does not
      When I run "kubectl run none --image=reg.io/team/app:1"
      And I run "kubectl create secret docker-registry regcred --docker-server=reg.io --docker-username=pat --docker-password=wrong"
      And I run "kubectl apply -f pod.yaml"
      And I run "kubectl create secret docker-registry other --docker-server=reg.example.com --docker-username=pat --docker-password=s3cret"
      And the file "elsewhere.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: elsewhere}
        spec:
          imagePullSecrets: [{name: other}]
          containers: [{name: app, image: "reg.io/team/app:1"}]
        """
      And I run "kubectl apply -f elsewhere.yaml"
      Then within 1 minute pod "none" is ImagePullBackOff
      And within 1 minute pod "private" is ImagePullBackOff
      And within 1 minute pod "elsewhere" is ImagePullBackOff
      And pod "none" is never Running
      And pod "private" is never Running
      And pod "elsewhere" is never Running
      When I run "kubectl describe pod none"
      Then it prints "no basic auth credentials"
      When I run "kubectl describe pod private"
      Then it prints "401 Unauthorized"

    Scenario: A secret that comes later is found at the next try
      Given I run "kubectl apply -f pod.yaml"
      And within 1 minute pod "private" is ImagePullBackOff
      And event "FailedToRetrieveImagePullSecret" is recorded for pod "private"
      When I run "kubectl create secret docker-registry regcred --docker-server=reg.io --docker-username=pat --docker-password=s3cret"
      Then within 3 minutes pod "private" is Ready

    Scenario: The service account may carry it for all its pods
      When I run "kubectl create secret docker-registry regcred --docker-server=reg.io --docker-username=pat --docker-password=s3cret"
      And I run "kubectl patch serviceaccount default -p 'imagePullSecrets: [{name: regcred}]'"
      And I run "kubectl run app --image=reg.io/team/app:1"
      Then within 20 seconds pod "app" is Ready
