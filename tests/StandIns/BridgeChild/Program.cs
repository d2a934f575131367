using System;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading;
using ProbeProtocol;

// BridgeChild FAULT COMMAND [TEXT] misbehaves when it is asked that command, and is a good child otherwise.
// It says its process number first, so that a test can see it go.
var (fault, at, text) = (args[0], args[1], args.Length > 2 ? args[2] : "");
Console.Error.WriteLine("pid " + Environment.ProcessId);
using var server = new ProtocolServer(new CubicFit());
while (!server.IsDone && Console.In.ReadLine() is { } request)
{
    var isHere = (string?)JsonNode.Parse(request)!["command"] == at;
    switch (isHere ? fault : "none")
    {
        case "exit":
            return int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        case "hang":
            Thread.Sleep(Timeout.Infinite);
            break;
        case "abort":
            Environment.FailFast("on demand");
            break;
        case "say":
            Say(text);
            break;
        case "merge":
            Say(Merged(server.Answer(request), text));
            break;
        case "complain":
            Console.Error.WriteLine(text);
            Say(server.Answer(request));
            break;
        case "record":
            File.WriteAllText(text, request);
            Say(server.Answer(request));
            break;
        default:
            Say(server.Answer(request));
            break;
    }
}

return 0;

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}

// The answer with members of an object put over its own.
static string Merged(string answer, string changes)
{
    var merged = JsonNode.Parse(answer)!.AsObject();
    foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
    {
        merged[name] = value?.DeepClone();
    }

    return merged.ToJsonString();
}
