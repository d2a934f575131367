using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace TrainingLint.Release;

/// <summary>
/// A Python wheel (PEP 427) whose only content is the program: pip puts it beside Python's own scripts, and
/// <c>python -m traininglint</c> finds it there.
/// </summary>
internal static class Wheel
{
    private const int RegularFile = 0x8000;

    private const string Launcher = """
        import os
        import subprocess
        import sys
        import sysconfig


        def program():
            name = "traininglint.exe" if os.name == "nt" else "traininglint"
            schemes = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", os.name + "_user")]
            for folder in schemes + [os.path.join(os.path.dirname(os.path.dirname(__file__)), "bin")]:
                candidate = os.path.join(folder, name)
                if os.path.isfile(candidate):
                    return candidate
            sys.exit("traininglint: the program is missing beside this package; install it again.")


        if __name__ == "__main__":
            call = [program()] + sys.argv[1:]
            if os.name == "nt":
                sys.exit(subprocess.call(call))
            os.execv(call[0], call)

        """;

    /// <summary>The wheel's file name.</summary>
    public static string NameOf(Platform platform, string version) => $"traininglint-{version}-py3-none-{platform.WheelTag}.whl";

    /// <summary>Writes the wheel.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="platform">What it is for.</param>
    /// <param name="version">Version of the tool.</param>
    /// <param name="program">The program's bytes.</param>
    /// <param name="readme">The description that an index shows, in Markdown.</param>
    public static void Write(string path, Platform platform, string version, byte[] program, string readme)
    {
        var info = $"traininglint-{version}.dist-info/";
        List<PackedFile> files =
        [
            new($"traininglint-{version}.data/scripts/{platform.ProgramName}", program, IsProgram: true),
            Text("traininglint/__init__.py", ""),
            Text("traininglint/__main__.py", Launcher),
            Text(info + "METADATA", Metadata(version, readme)),
            Text(info + "WHEEL", $"Wheel-Version: 1.0\nGenerator: traininglint-release\nRoot-Is-Purelib: false\nTag: py3-none-{platform.WheelTag}\n"),
        ];
        var record = new StringBuilder();
        foreach (var file in files)
        {
            var hash = Convert.ToBase64String(SHA256.HashData(file.Content)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            record.Append(FormattableString.Invariant($"{file.Path},sha256={hash},{file.Content.Length}\n"));
        }

        files.Add(Text(info + "RECORD", record.Append(info).Append("RECORD,,\n").ToString()));
        Zip(path, files);
    }

    private static string Metadata(string version, string readme) => $"""
        Metadata-Version: 2.1
        Name: traininglint
        Version: {version}
        Summary: Finds risky settings in machine-learning training configs before the GPU hours are spent.
        Home-page: https://github.com/traininglint/traininglint
        License: MIT
        Requires-Python: >=3.8
        Description-Content-Type: text/markdown

        {readme}
        """.ReplaceLineEndings("\n");

    private static PackedFile Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\n")));

    private static void Zip(string path, List<PackedFile> files)
    {
        using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var file in files)
        {
            var entry = archive.CreateEntry(file.Path, CompressionLevel.SmallestSize);
            entry.LastWriteTime = PackedFile.Time;
            entry.ExternalAttributes = (RegularFile | file.Mode) << 16;
            using var content = entry.Open();
            content.Write(file.Content);
        }
    }
}
