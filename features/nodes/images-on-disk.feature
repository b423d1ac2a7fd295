@P13 @P17
Feature: Images take room on their node, which the kubelet wins back when it runs short

  A kubelet looks every five minutes: a disk that is 85% full is cleared of unused images until it is 80% full. Before it
  evicts a pod for want of disk, it removes all images that nobody uses. Images that it has known for less than two minutes stay.
  https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images

  Rule: The node says which images it has

    Scenario: Largest first, by digest and by tag, within forty seconds
      Given a cluster with 1 node
      And image "shop/web:1" is 20Gi large
      And image "shop/tool:1" is 8Gi large
      When I run:
        """
        kubectl run web --image=shop/web:1
        kubectl run tool --image=shop/tool:1
        """
      Then within 40 seconds {.status.images[*].sizeBytes} of node "node-1" is "21474836480 8589934592"
      And {.status.images[0].names[1]} of node "node-1" is "docker.io/shop/web:1"
      And {.status.images[0].names[0]} of node "node-1" contains "docker.io/shop/web@sha256:"
      And {.status.containerStatuses[0].imageID} of pod "web" contains "docker.io/shop/web@sha256:"
      And {.status.containerStatuses[0].image} of pod "web" is "docker.io/shop/web:1"

    Scenario: With Docker, until 1.23, short names
      Given a cluster running Kubernetes 1.23 with 1 node
      When I run "kubectl run web --image=nginx:1.25"
      Then within 50 seconds {.status.images[0].names[1]} of node "node-1" is "nginx:1.25"
      And {.status.containerStatuses[0].imageID} of pod "web" contains "docker-pullable://nginx@sha256:"
      And {.status.containerStatuses[0].image} of pod "web" is "nginx:1.25"

    Scenario: No more of them than the kubelet is told
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        nodeStatusMaxImages: 1
        """
      When I run:
        """
        kubectl run web --image=nginx:1.25
        kubectl run box --image=busybox:1.36
        """
      Then within 50 seconds {.status.images[*].names[1]} of node "node-1" is "docker.io/library/nginx:1.25"
      And throughout node "node-1" is Ready

  Rule: A disk that is fuller than 85% is cleared to 80%, by images that were not in use for the longest time

    Background:
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        evictionHard: {nodefs.available: 5%}
        """
      And image "shop/web:1" is 20Gi large
      And image "shop/web:2" is 20Gi large
      And image "shop/old:1" is 10Gi large
      And image "shop/tool:1" is 8Gi large
      And I run:
        """
        kubectl run old --image=shop/old:1
        kubectl run one --image=shop/web:1
        kubectl run two --image=shop/web:2
        kubectl run tool --image=shop/tool:1
        """
      And within 30 seconds pod "tool" is Running
      And 10 minutes pass
      And I run "kubectl delete pod old"
      And 10 minutes pass
      And I run "kubectl delete pod two"
      And 10 minutes pass

    Scenario: As many as it takes, and what is used stays
      When the disk of node "node-1" fills up to 86%
      Then within 6 minutes {.status.images[*].sizeBytes} of node "node-1" is "21474836480 21474836480 8589934592"
      And for the next 30 minutes {.status.images[*].sizeBytes} of node "node-1" is "21474836480 21474836480 8589934592"
      And event "FreeDiskSpaceFailed" is recorded exactly 0 times for node "node-1"
      And throughout node "node-1" reports DiskPressure False
      When I run "kubectl run old --image=shop/old:1"
      Then within 10 seconds event "Pulled" is recorded for pod "old" with message containing "Successfully pulled image"

    Scenario: When that is not enough the node says so
      When the disk of node "node-1" fills up to 94%
      And I run "kubectl run two --image=shop/web:2"
      Then within 6 minutes event "FreeDiskSpaceFailed" is recorded for node "node-1" with message containing "but only found 10737418240 bytes eligible to free."
      And within 1 minute {.status.images[*].sizeBytes} of node "node-1" is "21474836480 21474836480 8589934592"

  Rule: With 100 for the upper bound none is collected

    Scenario: The disk fills up, and images stay
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        imageGCHighThresholdPercent: 100
        evictionHard: {nodefs.available: 1%}
        """
      And image "shop/old:1" is 10Gi large
      And I run "kubectl run old --image=shop/old:1"
      And within 10 seconds pod "old" is Running
      And I run "kubectl delete pod old"
      When the disk of node "node-1" fills up to 98%
      And 1 hour passes
      Then {.status.images[*].sizeBytes} of node "node-1" is "10737418240"
      And event "FreeDiskSpaceFailed" is recorded exactly 0 times for node "node-1"

  Rule: Before a pod goes for want of disk, unused images go

    Background:
      Given a cluster with 1 node
      And image "shop/web:1" is 20Gi large
      And image "shop/web:2" is 20Gi large
      And image "shop/old:1" is 10Gi large
      And image "shop/tool:1" is 8Gi large
      And I run:
        """
        kubectl run web --image=shop/web:1
        kubectl run old --image=shop/old:1
        """
      And within 10 seconds pod "old" is Running

    Scenario: They were enough
      Given I run "kubectl delete pod old"
      And 7 minutes pass
      When the disk of node "node-1" fills up to 87%
      Then within 20 seconds event "EvictionThresholdMet" is recorded for node "node-1" with message "Attempting to reclaim ephemeral-storage"
      And for the next 10 minutes pod "web" is Running
      And {.status.images[*].sizeBytes} of node "node-1" is "21474836480"

    Scenario: An image that has just come is left alone, and a pod goes
      Given I run "kubectl delete pod old"
      When the disk of node "node-1" fills up to 87%
      Then within 30 seconds pod "web" has failed
      And event "Evicted" is recorded for pod "web" with message containing "The node was low on resource: ephemeral-storage."

    Scenario: The image of a pod that has ended is used as long as the pod's containers are there
      Given the file "job.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: once}
        spec: {restartPolicy: Never, containers: [{name: app, image: "shop/tool:1"}]}
        """
      And containers of image "shop/tool:1" complete after 1 minute
      And I run "kubectl apply -f job.yaml"
      And 10 minutes pass
      And pod "once" has completed
      # Dead containers go before images do.
      When the disk of node "node-1" fills up to 86%
      Then within 1 minute {.status.images[*].sizeBytes} of node "node-1" is "21474836480 10737418240"
      And for the next 10 minutes pod "web" is Running
