using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using TrainingLint.Cli.Editor;

namespace TrainingLint.Conformance.Tests.Hosts;

/// <summary>What an editor shows that opens the folder and asks for the diagnostics of every config.</summary>
internal static class EditorHost
{
    public static IEnumerable<FoundThing> Find(FileTree tree, string? baseline = null, string? baselineSetting = null)
    {
        using var input = new MemoryStream();
        using var output = new MemoryStream();
        Send(input, "initialize", 0, new JsonObject
        {
            ["processId"] = null,
            ["initializationOptions"] = new JsonObject { ["baseline"] = baselineSetting },
            ["workspaceFolders"] = new JsonArray(new JsonObject { ["uri"] = Uri(tree.Root), ["name"] = "tree" }),
            ["capabilities"] = new JsonObject { ["textDocument"] = new JsonObject { ["diagnostic"] = new JsonObject() } },
        });
        var configs = tree.Configs;
        foreach (var path in configs)
        {
            Send(input, "textDocument/didOpen", null, new JsonObject
            {
                ["textDocument"] = new JsonObject { ["uri"] = Uri(path), ["languageId"] = "yaml", ["version"] = 1, ["text"] = File.ReadAllText(path) },
            });
        }

        for (var i = 0; i < configs.Length; i++)
        {
            Send(input, "textDocument/diagnostic", i + 1, new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri(configs[i]) } });
        }

        Send(input, "shutdown", configs.Length + 1, null);
        Send(input, "exit", null, null);
        input.Position = 0;
        Assert.Equal(0, LanguageServer.LanguageServer.Run(input, output, new EditorProject(), "1.0", baseline));

        var answers = Messages(output.ToArray()).Where(message => message["id"] is not null).ToDictionary(message => (int)message["id"]!);
        return [.. configs.SelectMany((path, i) => answers[i + 1]["result"]!["items"]!.AsArray().Select(item => Thing(item!, path, tree)))];
    }

    // What stands in a base file is shown where the heir names it, with a word on where it really stands.
    private static FoundThing Thing(JsonNode diagnostic, string path, FileTree tree)
    {
        var inherited = (diagnostic["relatedInformation"] as JsonArray)?.FirstOrDefault(related => (string?)related!["message"] == "the value stands here");
        var (uri, range) = inherited is null ? (Uri(path), diagnostic["range"]!) : ((string)inherited["location"]!["uri"]!, inherited["location"]!["range"]!);
        return new FoundThing((string)diagnostic["code"]!, Path.GetRelativePath(tree.Root, new Uri(uri).LocalPath), (int)range["start"]!["line"]! + 1);
    }

    private static string Uri(string path) => new Uri(path).AbsoluteUri;

    private static void Send(Stream stream, string method, int? id, JsonNode? parameters)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (id is not null)
        {
            message["id"] = id;
        }

        if (parameters is not null)
        {
            message["params"] = parameters;
        }

        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n")));
        stream.Write(body);
    }

    private static IEnumerable<JsonNode> Messages(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var end = at + bytes.AsSpan(at).IndexOf("\r\n\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(bytes, at, end - at).Split(':')[1], CultureInfo.InvariantCulture);
            yield return JsonNode.Parse(bytes.AsSpan(end + 4, length))!;
            at = end + 4 + length;
        }
    }
}
