@W11
Feature: What a Job does differs between releases

  https://kubernetes.io/docs/concepts/workloads/controllers/job/

  Rule: What a deleted pod had done is remembered where Jobs count with finalizers: in 1.23, and from 1.25 on

    Scenario Outline: In <release> a Job of three, whose first pod is deleted, has made <made> pods in the end
      Given a cluster running Kubernetes <release> with 3 nodes
      And the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: sum}
        spec:
          completions: 3
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "sleep 10"]}]
        """
      And I run "kubectl apply -f job.yaml"
      And within 30 seconds job "sum" has 1 succeeded pod
      When I run "kubectl delete pod -l job-name=sum --field-selector status.phase=Succeeded"
      Then within 2 minutes job "sum" is Complete
      And {.status.succeeded} of job "sum" is "3"
      And event "SuccessfulCreate" is recorded exactly <made> times for job "sum"

      Examples:
        | release | made |
        | 1.22    | 4    |
        | 1.23    | 3    |
        | 1.24    | 4    |
        | 1.25    | 3    |

  Rule: Failed pods are made anew after ten seconds, twenty, forty; before 1.27 the first one at once

    Scenario Outline: In <release> a Job whose pods fail at once has made <made> of them after 65 seconds
      Given a cluster running Kubernetes <release> with 3 nodes
      And the timing profile "instant"
      And the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: failing}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "exit 1"]}]
        """
      When I run "kubectl apply -f job.yaml"
      And 65 seconds pass
      Then there are exactly <made> pods with label "job-name=failing"

      Examples:
        | release | made |
        | 1.20    | 4    |
        | 1.27    | 3    |
        | 1.36    | 3    |

  Rule: A suspended Job is known from 1.21 on, as a beta from 1.22

    Scenario Outline: In <release> a suspended Job has <pods> pods
      Given a cluster running Kubernetes <release> with 3 nodes
      And the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: later}
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "sleep 1000"]}]
        """
      When I run "kubectl apply -f job.yaml --validate=false"
      And 1 minute passes
      And I run "kubectl get job later -o jsonpath='{.status.active}'"
      Then it prints "<pods>"

      Examples:
        | release | pods |
        | 1.21    | 1    |
        | 1.22    |      |

  Rule: Since 1.31 the pass that deletes pods counts them as terminating; before, the next one saw it, a second later

    Scenario Outline: In <release> half a second after suspending, <terminating> is terminating
      Given a cluster running Kubernetes <release> with 1 node
      And the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: slow}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "trap '' TERM; sleep 100"]}]
        """
      And I run "kubectl apply -f job.yaml"
      And within 30 seconds job "slow" has 1 ready pod
      And 5 seconds pass
      When I run "kubectl patch job slow -p 'spec: {suspend: true}'"
      And 500 milliseconds pass
      Then {.status.terminating} of job "slow" is "<terminating>"
      And within 2 seconds {.status.terminating} of job "slow" is "1"

      Examples:
        | release | terminating |
        | 1.30    | 0           |
        | 1.31    | 1           |
