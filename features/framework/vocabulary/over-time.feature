@F05
Feature: What must hold while something else does, how long, how often, in which order, and how soon after it

  Such sentences look back over the scenario's own part, at every change of the cluster. A wait that has begun may still end
  in time: for it the clock goes on, no further than needed.

  Background:
    Given a cluster with 3 nodes
    And containers of image "shop/web" start in 5 seconds and take 8 seconds to drain
    And the file "web.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: web
                image: shop/web
                ports: [{containerPort: 80}]
                readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}
            tolerations:
              - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
            topologySpreadConstraints:
              - maxSkew: 1
                topologyKey: kubernetes.io/hostname
                whenUnsatisfiable: DoNotSchedule
                labelSelector: {matchLabels: {app: web}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    And I run "kubectl apply -f web.yaml"
    And within 1 minute service "web" has 3 ready endpoints

  Rule: A stretch of time is judged by itself, whatever came before and after it

    Scenario: While a node is down the service loses one endpoint, and no more
      When node "node-2" stops answering
      And 3 minutes pass
      And node "node-2" answers again
      And 3 minutes pass
      Then while node "node-2" is down, service "web" has at least 2 ready endpoints
      And while node "node-2" is down, within 55 seconds of its beginning service "web" has 2 ready endpoints
      And while node "node-2" is down, at most once service "web" has 2 ready endpoints
      And while node "node-2" is down, node "node-1" is never NotReady
      And while node "node-2" is NotReady, for at most 1 second in total service "web" has 3 ready endpoints
      And while node "node-2" is down, while node "node-1" is Ready, service "web" has at least 2 ready endpoints
      And since node "node-2" is NotReady, service "web" has at least 2 ready endpoints
      But 'while node "node-2" is down, service "web" has 3 ready endpoints' fails, saying:
        """
        it did not hold all the time (while node "node-2" is down, from
        """

    Scenario: A stretch that goes on is waited for
      When node "node-2" stops answering
      Then node "node-2" is down
      And while node "node-2" is down, within 1 minute service "web" has 2 ready endpoints

    Scenario: What never was such a stretch says nothing
      When 1 minute passes
      Then 'while node "node-2" is down, service "web" has 3 ready endpoints' fails, saying:
        """
        asserted nothing: node "node-2" is down never came to hold: node "node-2" is up
        """

  Rule: How long something held is added up, or counted stretch by stretch

    Scenario: Two pods are replaced one after the other
      When one pod of deployment "web" is deleted
      And 1 minute passes
      And one pod of deployment "web" is deleted
      And 1 minute passes
      Then service "web" has fewer than 3 ready endpoints for at most 10 seconds in a row
      And service "web" has fewer than 3 ready endpoints for between 5 and 20 seconds in total
      And for at most 20 seconds in total service "web" has 2 ready endpoints
      And for at least 1 minute altogether, service "web" has 3 ready endpoints
      But 'service "web" has 2 ready endpoints for at most 3 seconds in total' fails, saying:
        """
        found    2 of 2 ready endpoints at 00:00:1
        missed   by 11.
        """

  Rule: Order, and what passes between two events

    Scenario: A pod that ends
      When I run "kubectl run one --image=shop/web"
      And within 1 minute pod "one" is Ready
      And I run "kubectl delete pod one"
      Then pod "one" is gone after pod "one" is Terminating
      And pod "one" is unready for at most 15 seconds in total
      And pod "one" is ready for at least 5 seconds in a row
      And pod "one" is Ready before pod "one" is Terminating
      And event "Killing" for pod "one" comes after event "Started" for pod "one"
      And after pod "one" is Ready, pod "one" is Terminating
      And at most 11 seconds after pod "one" is Terminating, pod "one" is gone
      And within 10 seconds after event "Killing" is recorded for pod "one", pod "one" is gone
      And at least 8 seconds after pod "one" is Terminating, pod "one" is gone
      And between 0 and 7 seconds after pod "one" is Running, pod "one" is Terminating
      And between event "Scheduled" for pod "one" and event "Started" for pod "one" at most 3 seconds pass
      But 'at most 5 seconds after pod "one" is Terminating, pod "one" is gone' fails, saying:
        """
        it held only 9.
        missed   by 4.
        """
      And 'pod "one" is Terminating comes before pod "one" is Ready' fails, saying:
        """
        pod "one" is Ready came first
        """

    Scenario: The wait has begun, and the clock goes on
      When one pod of deployment "web" is deleted
      And within 1 second service "web" has 2 ready endpoints
      Then at most 15 seconds after service "web" has 2 ready endpoints, service "web" has 3 ready endpoints

    Scenario: What never came is nothing to wait after
      When 1 minute passes
      Then 'at most 5 seconds after event "Killing" is recorded for deployment "web", service "web" has 2 endpoints' fails, saying:
        """
        asserted nothing: event "Killing" is recorded for deployment "web" never came to hold
        """

  Rule: How often in any stretch of some length

    Scenario: A container that crashes backs off
      Given containers of image "shop/bad" crash after 1 second
      When I run "kubectl run bad --image=shop/bad"
      And 90 seconds pass
      Then event "BackOff" is recorded at most 6 times per minute for pod "bad"
      And at most 4 times per minute event "Started" is recorded for pod "bad"
      And at least 3 times event "Started" is recorded for pod "bad"
      But 'at most 2 times per minute event "Started" is recorded for pod "bad"' fails, saying:
        """
        it came to that 4 times within 60s
        """
      And 'event "Backoff" is recorded at most 3 times per minute for pod "bad"' fails, saying:
        """
        asserted nothing
        """

    Scenario: Pods come in pairs
      When I run "kubectl rollout restart deployment/web"
      And 2 minutes pass
      Then at most 3 pods per minute are created
      And at most 2 pods of deployment "web" per 4 seconds are created
      And exactly 3 pods of deployment "web" are created
      And exactly 3 pods with label "app=web" are deleted

  Rule: An operator may be followed by a comma

    Scenario: Throughout, never, within
      When 1 minute passes
      Then throughout, service "web" has 3 ready endpoints
      And never, service "web" has 2 ready endpoints
      And within 5 seconds, service "web" has 3 ready endpoints
      And for the next 5 seconds, service "web" has 3 ready endpoints
