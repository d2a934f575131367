using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrainingLint.Release;

/// <summary>The npm packages: one for each platform with the program, and <c>traininglint</c>, which depends on all of them and starts the one that npm installed.</summary>
internal static class NpmPackages
{
    private const string Launcher = """
        #!/usr/bin/env node
        "use strict";
        const { spawnSync } = require("node:child_process");

        const name = `traininglint-${process.platform}-${process.arch}`;
        let program;
        try {
          program = require.resolve(`${name}/bin/traininglint${process.platform === "win32" ? ".exe" : ""}`);
        } catch {
          console.error(`traininglint: there is no program for this platform: npm did not install ${name}.`);
          console.error("Install without --omit=optional, or use pip or the .NET tool.");
          process.exit(2);
        }
        const result = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
        if (result.error) {
          console.error(`traininglint: ${program} cannot be started: ${result.error.message}`);
          process.exit(4);
        }
        if (result.signal === "SIGABRT" && name === "traininglint-linux-x64") {
          console.error("traininglint: on a processor without AVX2, take the program from the archive that ends in -linux-x64-baseline.tar.gz.");
        }
        if (result.signal) {
          process.kill(process.pid, result.signal);
        }
        process.exit(result.status);

        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes the package with the program of a platform; returns its file name.</summary>
    public static string WritePlatform(string folder, Platform platform, string version, byte[] program, byte[] licence)
    {
        var manifest = Manifest(platform.NpmName, version, "The program of traininglint for " + platform.Rid + ".");
        manifest["os"] = new JsonArray(platform.NodeSystem);
        manifest["cpu"] = new JsonArray(platform.NodeProcessor);
        manifest["preferUnplugged"] = true;
        return Write(folder, platform.NpmName, version, manifest, [new("package/LICENSE", licence), new("package/bin/" + platform.ProgramName, program, IsProgram: true)]);
    }

    /// <summary>Writes the package that people install; returns its file name.</summary>
    public static string WriteMain(string folder, string version, string readme, byte[] licence)
    {
        var manifest = Manifest("traininglint", version, "Finds risky settings in machine-learning training configs before the GPU hours are spent.");
        manifest["bin"] = new JsonObject { ["traininglint"] = "bin/traininglint.js" };
        manifest["engines"] = new JsonObject { ["node"] = ">=18" };
        manifest["optionalDependencies"] = new JsonObject(Platform.All.Where(platform => platform.HasPackages)
            .Select(platform => KeyValuePair.Create(platform.NpmName, (JsonNode?)version)));
        return Write(folder, "traininglint", version, manifest,
        [
            new("package/LICENSE", licence),
            new("package/README.md", Encoding.UTF8.GetBytes(readme)),
            new("package/bin/traininglint.js", Encoding.UTF8.GetBytes(Launcher.ReplaceLineEndings("\n")), IsProgram: true),
        ]);
    }

    private static JsonObject Manifest(string name, string version, string description) => new()
    {
        ["name"] = name,
        ["version"] = version,
        ["description"] = description,
        ["license"] = "MIT",
        ["repository"] = new JsonObject { ["type"] = "git", ["url"] = "git+https://github.com/traininglint/traininglint.git" },
    };

    private static string Write(string folder, string name, string version, JsonObject manifest, IEnumerable<PackedFile> files)
    {
        var file = $"{name}-{version}.tgz";
        var text = Encoding.UTF8.GetBytes(manifest.ToJsonString(Indented) + "\n");
        Tarball.Write(Path.Combine(folder, file), [new("package/package.json", text), .. files]);
        return file;
    }
}
