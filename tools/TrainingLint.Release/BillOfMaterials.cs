using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrainingLint.Release;

/// <summary>What is inside of the program, as CycloneDX 1.5: the packages that NuGet resolved for it, with their hashes.</summary>
internal static class BillOfMaterials
{
    /// <summary>The document.</summary>
    /// <param name="assets">Path of the project's <c>project.assets.json</c>.</param>
    /// <param name="version">Version of the tool.</param>
    public static string Of(string assets, string version)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var components = document.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").ValueEquals("package"))
            .OrderBy(library => library.Name, StringComparer.Ordinal)
            .Select(library => Component(library.Name, library.Value.GetProperty("sha512").GetString()!));
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.5",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject { ["type"] = "application", ["name"] = "traininglint", ["version"] = version },
            },
            ["components"] = new JsonArray([.. components]),
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    private static JsonObject Component(string nameAndVersion, string hash)
    {
        var parts = nameAndVersion.Split('/');
        return new JsonObject
        {
            ["type"] = "library",
            ["name"] = parts[0],
            ["version"] = parts[1],
            ["purl"] = "pkg:nuget/" + nameAndVersion.Replace('/', '@'),
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(hash)) }),
        };
    }
}
