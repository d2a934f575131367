using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>On how many devices a command trains, where it says so.</summary>
internal static class DeviceCount
{
    /// <summary>The number with the place that decides it; null where it is not known.</summary>
    public static ScalarNode? Of(SourceFile source, Started started, MappingNode? options) => started.Launcher switch
    {
        "torchrun" when options is not null => Product(source, options, ["nproc_per_node", "nproc"], "nnodes"),
        "accelerate" when options is not null => Number(options, "num_processes"),
        "deepspeed" when options is not null => Included(source, options) ?? Product(source, options, ["num_gpus"], "num_nodes"),
        null or "python" when started.Invocation.Environment.TryGetValue("NPROC_PER_NODE", out var text) && AsCount(text) is { } count
            => Counted(source, started.Invocation,
                count * (started.Invocation.Environment.TryGetValue("NNODES", out var nodes) ? AsCount(nodes) ?? double.NaN : 1)),
        _ => null,
    };

    /// <summary>How many devices CUDA_VISIBLE_DEVICES lists; null where it is not set to a list of numbers.</summary>
    public static int? Visible(Invocation invocation) =>
        invocation.Environment.TryGetValue("CUDA_VISIBLE_DEVICES", out var text) && text.Trim('"', '\'') is { Length: > 0 } list
            && list.Split(',') is var devices && devices.All(device => device.Trim().Length > 0 && device.Trim().All(char.IsDigit))
            ? devices.Length : null;

    private static ScalarNode? Product(SourceFile source, MappingNode options, string[] processes, string nodes)
    {
        if (processes.Select(name => Number(options, name)).FirstOrDefault(node => node is not null) is not { } perNode)
        {
            return null;
        }

        if (!options.Has(nodes))
        {
            return perNode;
        }

        return Number(options, nodes) is { } count && AsCount(perNode.Text) is { } one && AsCount(count.Text) is { } other
            ? new ScalarNode(source, perNode.Span, NodeTags.Integer, (one * other).ToString("0", CultureInfo.InvariantCulture),
                ScalarStyle.Plain)
            : null;
    }

    // --include localhost:0,1,2
    private static ScalarNode? Included(SourceFile source, MappingNode options) =>
        options["include"] is ScalarNode { Tag: not NodeTags.Unknown } hosts
            ? new ScalarNode(source, hosts.Span, NodeTags.Integer, hosts.Text.Split(',', '@').Length.ToString(CultureInfo.InvariantCulture),
                ScalarStyle.Plain)
            : null;

    private static ScalarNode? Counted(SourceFile source, Invocation invocation, double count)
    {
        if (double.IsNaN(count))
        {
            return null;
        }

        var (line, column) = source.PositionOf(Math.Max(0, invocation.Start));
        return new ScalarNode(source, new Span(line, column, line, column + 1), NodeTags.Integer,
            count.ToString("0", CultureInfo.InvariantCulture), ScalarStyle.Plain);
    }

    private static ScalarNode? Number(MappingNode options, string name) =>
        options[name] is ScalarNode { Tag: NodeTags.Integer } scalar && AsCount(scalar.Text) is not null ? scalar : null;

    private static double? AsCount(string text) =>
        double.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && count is >= 1 and < 1_000_000 ? count
            : null;
}
