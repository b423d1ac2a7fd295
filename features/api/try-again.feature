@A06 @A13
Feature: When the server asks to come again, clients do, without a word

  An answer 429 or 5xx with the header Retry-After is no answer to the user: the client library waits for as long as it says
  and makes the request again, ten times at most.
  https://kubernetes.io/docs/reference/using-api/api-concepts/

  Rule: Until 1.20 a pod waits for the token of its account, which comes a moment after the namespace

    Background:
      Given a cluster running Kubernetes 1.20 with 1 node
      And the file "shop.yaml":
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: web, image: "nginx:1.19"}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: team, namespace: shop}
        spec:
          selector: {matchLabels: {app: team}}
          template:
            metadata: {labels: {app: team}}
            spec: {containers: [{name: app, image: "nginx:1.19"}]}
        """

    Scenario Outline: A namespace and all that is in it, by one <verb>
      When I run "kubectl <verb> -f shop.yaml"
      Then it prints:
        """
        namespace/shop created
        pod/web created
        deployment.apps/team created
        """
      And within 20 seconds pod "web" in namespace "shop" is Ready
      And within 20 seconds deployment "team" in namespace "shop" has 1 available replica
      When I run "kubectl get pod web -n shop -o jsonpath={.spec.volumes[0].name}"
      Then it prints "default-token-"
      When I run "kubectl get events -n shop"
      Then it does not print "FailedCreate"

      Examples:
        | verb   |
        | apply  |
        | create |

    Scenario: Without a controller manager there is no account to wait for
      Given kube-controller-manager stops
      When I run "kubectl apply -f shop.yaml"
      Then the command fails with 'error looking up service account shop/default: serviceaccount "default" not found'

    Scenario: A token that never comes: after ten more tries the user hears of it
      Given the file "bare.yaml":
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: robot}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: robot}
        spec: {serviceAccountName: robot, containers: [{name: web, image: "nginx:1.19"}]}
        """
      And kube-controller-manager stops
      When I start "kubectl apply -f bare.yaml"
      And 9 seconds pass
      Then {.metadata.name} of serviceaccount "robot" is "robot"
      When 2 seconds pass
      Then command "kubectl apply -f bare.yaml" has printed 'No API token found for service account "robot", retry after the token is automatically created'

  Rule: A budget that was just made is not yet counted

    Scenario: Evictions wait for it, ten seconds at a time
      Given a cluster with 2 nodes
      And I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds deployment "web" has 2 available replicas
      And kube-controller-manager stops
      When I run "kubectl create pdb web --selector=app=web --min-available=1"
      And I start "kubectl drain node-1"
      And 15 seconds pass
      And kube-controller-manager starts again
      Then for the next 4 seconds deployment "web" has 2 available replicas
      And within 30 seconds command "kubectl drain node-1" has ended
      And command "kubectl drain node-1" has printed:
        """
        node/node-1 cordoned
        evicting pod default/web-…
        pod/web-… evicted
        node/node-1 drained
        """
