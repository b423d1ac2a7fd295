@F06 @P18
Feature: kubectl cp takes files to and from a container that has tar

  https://kubernetes.io/docs/reference/kubectl/generated/kubectl_cp/

  Background:
    Given a cluster with 1 node
    And the file "site/index.html":
      """
      hello
      """
    And the file "site/img/logo.txt":
      """
      a logo
      """
    And I run "kubectl run web --image=debian -- sleep infinity"
    And I run "kubectl run small --image=busybox -- sleep 3600"
    And I run "kubectl run bare --image=registry.k8s.io/pause:3.9"
    And within 20 seconds pod "web" is Running
    And within 20 seconds pod "small" is Running
    And within 20 seconds pod "bare" is Running

  Rule: A file keeps its name in a folder that is there, else it gets the name asked for

    Scenario: To a container
      When I run "kubectl cp site/index.html web:/tmp"
      Then it prints nothing
      When I run "kubectl exec web -- cat /tmp/index.html"
      Then it prints "hello"
      When I run "kubectl cp site/index.html default/web:/tmp/deep.html -c web"
      And I run "kubectl exec web -- cat /tmp/deep.html"
      Then it prints "hello"

    Scenario: A folder with all that is in it, there and back
      When I run "kubectl cp site small:/www"
      And I run "kubectl exec small -- find /www -type f"
      Then it prints:
        """
        /www/img/logo.txt
        /www/index.html
        """
      When I run "kubectl cp small:/www copy"
      Then it prints "tar: removing leading '/' from member names"
      When I run:
        """
        kubectl cp copy web:/tmp
        kubectl exec web -- cat /tmp/copy/img/logo.txt
        """
      Then it prints "a logo"

    Scenario: From a container, with what its tar has to say
      When I run "kubectl cp web:/etc/hostname host"
      Then it prints "tar: Removing leading `/' from member names"
      When I run:
        """
        kubectl cp host small:/tmp
        kubectl exec small -- cat /tmp/host
        """
      Then it prints "web"

    Scenario: Symbolic links are left out
      Given I run "kubectl exec web -- sh -c 'mkdir /data; echo 1 >/data/a; ln -s a /data/b'"
      When I run "kubectl cp web:/data data"
      Then it prints 'warning: skipping symlink: "data/b" -> "a" (consider using "kubectl exec -n "" "web" -- tar cf - "/data" | tar xf -")'
      When I run:
        """
        kubectl cp data small:/tmp
        kubectl exec small -- ls /tmp/data
        """
      Then it prints:
        """
        a
        """

  Rule: What cannot be copied

    Scenario Outline: <what>
      When I run "kubectl cp <from> <to>"
      Then the command fails with '<says>'

      Examples:
        | what                                | from            | to              | says                                                                                               |
        | no such local file                  | nosuch.txt      | web:/tmp        | nosuch.txt doesn                                                                                    |
        | two local files                     | site/index.html | other.html      | error: one of src or dest must be a remote file specification                                      |
        | two containers                      | web:/tmp/a      | small:/tmp/a    | error: one of src or dest must be a local file specification                                       |
        | no path                             | web:            | a               | error: filepath can not be empty                                                                   |
        | a colon first                       | :/tmp           | a               | error: filespec must match the canonical format: [[namespace/]pod:]file/path                       |
        | too many slashes                    | a/b/c:/tmp      | a               | error: filespec must match the canonical format: [[namespace/]pod:]file/path                       |
        | no such pod                         | nosuch:/tmp/a   | a               | Error from server (NotFound): pods "nosuch" not found                                              |
        | no such file there                  | web:/tmp/nosuch | a               | command terminated with exit code 2                                                                |
        | no such file there, with busybox    | small:/nosuch   | a               | command terminated with exit code 1                                                                |
        | no tar in the image                 | bare:/etc/hosts | a               | exec: "tar": executable file not found in $PATH: unknown                                           |
        | no tar in the image, the other way  | site/index.html | bare:/tmp       | exec: "tar": executable file not found in $PATH: unknown                                           |
        | into a folder of the same name here | web:/etc/hosts  | site            | error: open site: is a directory                                                                   |

    Scenario: A folder that is not there, and one that cannot be written
      When I run "kubectl cp site/index.html web:/no/such/place.html"
      Then the command fails with "tar: /no/such: Cannot open: No such file or directory"
      When I run "kubectl cp site/index.html web:/var/run/secrets/kubernetes.io/serviceaccount"
      Then the command fails with "tar: index.html: Cannot open: Read-only file system"
      And the command fails with "command terminated with exit code 2"

    Scenario: One argument is none
      When I run "kubectl cp web:/tmp/a"
      Then the command fails with "error: source and destination are required"
