@F10 @suites
Feature: A suite runs as every cucumber suite does

  Tags, names, dry runs, retries, workers, shards and formats are those of cucumber-js.
  https://github.com/cucumber/cucumber-js/blob/main/docs/cli.md

  Background:
    Given the suite has the feature "rollout.feature":
      """
      Feature: Rollout

        Background:
          Given a cluster with 2 nodes
          And I run "kubectl create deployment web --image=nginx --replicas=2"

        @quick
        Scenario: Two replicas come
          Then within 1 minute deployment "web" has 2 available replicas

        @quick @wrong
        Scenario: Three do not
          Then within 1 minute deployment "web" has 3 available replicas

        Scenario: They stay for a day
          When 1 minute passes
          Then for the next 1 day deployment "web" has 2 available replicas
      """

  Rule: One takes part of a suite by tag or name, and shards of several machines make up the whole

    Scenario Outline: Shard <shard> of what has the tags
      When the suite runs with "--tags 'not @wrong' --shard <shard>"
      Then the suite exits with 0
      And the suite has run:
        | scenario   | status |
        | <scenario> | PASSED |

      Examples:
        | shard | scenario            |
        | 1/2   | Two replicas come   |
        | 2/2   | They stay for a day |

    Scenario: A dry run checks the sentences of one name and runs none
      When the suite runs with "--name 'They stay' --dry-run"
      Then the suite exits with 0
      And the suite prints "1 scenario  – 1 skipped"

  Rule: Workers share the scenarios out, what fails once fails again, and every format tells of one run

    Scenario: Four formats of cucumber, three of the project, one that fails among three
      When the suite runs with "--parallel 2 --retry 1 --format message:out/m.ndjson --format json:out/r.json --format junit:out/r.xml --format progress-bar:out/bar.txt --format ./reports/junit.mjs:out/ours.xml --format ./reports/html.mjs:out/r.html --format ./reports/json-lines.mjs:out/r.jsonl"
      Then the suite exits with 1
      And the suite has run:
        | scenario            | status |
        | Two replicas come   | PASSED |
        | Three do not        | FAILED |
        | Three do not        | FAILED |
        | They stay for a day | PASSED |
      And the suite prints "3 scenarios  ✔ 2 passed  ✖ 1 failed"
      And the suite has written "m.ndjson" with "{\"testRunFinished\""
      And the suite has written "r.json" with "\"status\": \"failed\""
      And the suite has written "r.xml" with "failures=\"1\""
      And the suite has written "ours.xml" with "failures=\"1\""
      And the suite has written "bar.txt" with "Three do not"
      And the suite has written "r.html" with "Three do not"
      And the suite has written "r.jsonl" with "Three do not"
