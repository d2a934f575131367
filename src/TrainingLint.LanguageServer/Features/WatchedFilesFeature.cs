using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Features;

/// <summary>Lints again what depends on files that changed on disk.</summary>
internal static class WatchedFilesFeature
{
    /// <summary>The files that the client is asked to watch.</summary>
    public static RegistrationParams Registration { get; } = new(
    [
        new Registration("traininglint-files", "workspace/didChangeWatchedFiles",
            new WatchOptions([new("**/*.{yaml,yml,json,toml,py}"), new("**/.editorconfig")])),
    ]);

    public static void Changed(IEnumerable<FileEvent?> changes, DocumentStore documents, WorkspaceScan workspace, IProjectFiles project,
        DiagnosticsSchedule schedule)
    {
        string[] paths = [.. changes.OfType<FileEvent>().Select(change => DocumentUri.PathOf(change.Uri)).OfType<string>()];
        var programs = Array.Exists(paths, path => Path.GetExtension(path) == ".py");
        if (programs)
        {
            project.ForgetPrograms();
        }

        if (programs || Array.Exists(paths, path => project.IsConfiguration(Path.GetFileName(path)) || documents.Texts.IsBaseline(path)))
        {
            documents.Texts.ForgetBaseline();
            project.ForgetOptions();
            documents.InvalidateAll();
            schedule.Lint(documents.Uris);
            schedule.Relint(workspace.ForgetAll());
            schedule.RefreshSoon();
            return;
        }

        foreach (var path in paths)
        {
            // What the editor holds counts, not what is on disk.
            if (documents.FindByPath(path) is not null)
            {
                continue;
            }

            var affected = documents.InvalidateFile(path);
            schedule.Lint(affected);
            schedule.Relint([path, .. workspace.Forget(path).Where(other => other != path)]);
            if (affected.Count > 0)
            {
                schedule.RefreshSoon();
            }
        }
    }
}
