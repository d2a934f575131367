using System.Collections.Generic;

namespace TrainingLint.Cli.Starting;

/// <summary>The files that <c>init</c> writes.</summary>
internal static class StarterFiles
{
    /// <summary>Where a baseline is looked for.</summary>
    public const string BaselinePath = "traininglint-baseline.json";

    /// <summary>The names under which they are asked for.</summary>
    public static IReadOnlyList<string> Targets { get; } = ["github", "gitlab", "azure", "pre-commit", "editorconfig"];

    /// <summary>All of them, in the order of <see cref="Targets"/>.</summary>
    /// <param name="version">Version of the tool.</param>
    /// <param name="hasBaseline">True when the repository has a baseline.</param>
    public static IReadOnlyList<StarterFile> All(string version, bool hasBaseline)
    {
        var baseline = hasBaseline ? " --baseline " + BaselinePath : "";
        return
        [
            new("github", ".github/workflows/traininglint.yml", GitHub(version, baseline)),
            new("gitlab", ".gitlab/traininglint.yml", GitLab(version, baseline), "add 'include: { local: .gitlab/traininglint.yml }' to .gitlab-ci.yml"),
            new("azure", ".azure-pipelines/traininglint.yml", Azure(version, baseline), "add '- template: .azure-pipelines/traininglint.yml' to the steps of your pipeline"),
            new("pre-commit", ".pre-commit-config.yaml", PreCommit(version), "pre-commit installs the tool for everyone who commits") { IsShared = true },
            new("editorconfig", ".editorconfig", EditorConfig) { IsShared = true },
        ];
    }

    private const string EditorConfig = """
        # TrainingLint: what it says of training configs. 'traininglint config FILE' shows what applies to a file.
        [*.{yaml,yml,json}]
        # traininglint.missing-seed.severity = warning
        # traininglint.learning-rate-too-high.adamw.max = 0.003
        # traininglint.exclude = true

        """;

    private static string GitHub(string version, string baseline) => $$"""
        name: TrainingLint
        on:
          pull_request:
          push:
            branches: [main, master]
        permissions:
          contents: read
          security-events: write
        jobs:
          configs:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0
                with:
                  fetch-depth: 0
              - name: Install
                run: pipx install traininglint=={{version}}
              - name: Review what trainings do otherwise
                if: github.event_name == 'pull_request'
                run: traininglint review --base "origin/$GITHUB_BASE_REF" --format markdown --fail-on never >> "$GITHUB_STEP_SUMMARY"
              - name: Report to code scanning
                run: traininglint check{{baseline}} --format sarif --no-fail -- . > traininglint.sarif
              - uses: github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2
                continue-on-error: true
                with:
                  sarif_file: traininglint.sarif
                  category: traininglint
              - name: Check
                run: traininglint check{{baseline}} --format github -- .

        """;

    private static string GitLab(string version, string baseline) => $$"""
        traininglint:
          image: python:3.12-slim
          rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
            - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
          script:
            - pip install traininglint=={{version}}
            - traininglint check{{baseline}} --format gitlab -- . > gl-code-quality-report.json
          artifacts:
            when: always
            reports:
              codequality: gl-code-quality-report.json

        """;

    private static string Azure(string version, string baseline) => $$"""
        steps:
          - task: UsePythonVersion@0
            inputs:
              versionSpec: 3.x
          - script: pip install traininglint=={{version}}
            displayName: Install TrainingLint
          - script: traininglint check{{baseline}} --format azure -- .
            displayName: Check training configs

        """;

    private static string PreCommit(string version) => $$"""
        repos:
          - repo: https://github.com/traininglint/traininglint
            rev: v{{version}}
            hooks:
              - id: traininglint

        """;
}
