@N12
Feature: Sentences about who reaches whom

  Background:
    Given a cluster with 2 nodes
    And the file "web.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    And I run "kubectl apply -f web.yaml"
    And I run "kubectl run client --image=busybox -- sleep 1d"
    And within 30 seconds pod "client" is Ready

  Scenario: A service from a pod
    Then within 30 seconds service "web" can be reached from pod "client"
    And for the next 1 minute service "web" can be reached from pod "client" on port 80
    And until pod "client" is Ready, service "web" can be reached from pod "client"
    And service "web" cannot be reached from pod "client" on port 81
    And service "web" cannot be reached from pod "client" on port 81 because it has no such port

  Scenario: Why not
    When I run "kubectl label pod web app=shop --overwrite"
    And 5 seconds pass
    Then service "web" cannot be reached from pod "client" because its selector matches no pod
    And explain why service "web" cannot be reached from pod "client"
    But 'service "web" cannot be reached from pod "client" because a node is cut off' fails, saying:
      """
      found    its selector matches no pod: none: no pod has app=web; there are app=shop
      """

  Scenario: Everybody, as a table
    Then within 30 seconds the reachability is:
      |                   | web | web:81 | pod web | pod default/web:8080 |
      | client            | yes | no     | yes     | no                   |
      | namespace default | yes | no     | yes     | -                    |
