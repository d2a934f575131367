using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// The layers of darknet's network files that find boxes: filters in front of them, masks and anchors (AlexeyAB/darknet <c>src/parser.c</c>,
/// parse_yolo, which asserts the outputs; README: filters=(classes + 5) x masks). Sections repeat, so the lines are read as they are.
/// </summary>
internal static class DarknetLayers
{
    public static void Observe(CheckedDocument document)
    {
        if (document.Dialect.Name != "darknet")
        {
            return;
        }

        Section? before = null;
        foreach (var section in Sections(document.View.File))
        {
            if (section.Name is "yolo" or "Gaussian_yolo")
            {
                ObserveLayer(document, section, before);
            }

            before = section;
        }
    }

    private static void ObserveLayer(CheckedDocument document, Section layer, Section? before)
    {
        var (masks, anchors) = (layer.Numbers("mask"), layer.Numbers("anchors"));
        var (classes, count) = (layer.Number("classes"), layer.Number("num"));
        if (masks is not null && classes is { } named && layer.Name == "yolo" && before is { Name: "convolutional" }
            && before.Number("filters") is { } filters && filters != (named + 5) * masks.Length)
        {
            Note(document, before.Place("filters"), "filters", "filters=" + filters,
                FormattableString.Invariant($"{(named + 5) * masks.Length}, which is (classes + 5) x {masks.Length} masks"),
                "the layer of boxes asserts as many numbers as it reads");
        }

        if (anchors is not null && count is { } number && anchors.Length != 2 * number)
        {
            Note(document, layer.Place("num"), "num", "num=" + number, FormattableString.Invariant($"{anchors.Length / 2.0}, as many as there are pairs of anchors"),
                "masks choose among the anchors by their number");
        }

        if (masks is not null && count is { } all && masks.Any(mask => mask >= all))
        {
            Note(document, layer.Place("mask"), "mask", "mask=" + string.Join(",", masks), FormattableString.Invariant($"numbers below {all}"),
                "there is no anchor of this number");
        }
    }

    private static void Note(CheckedDocument document, Place place, string key, string found, string wanted, string consequence) =>
        document.Observe(new WrongTypeObservation(place, key, found, wanted, consequence, Severity.Error));

    private static IEnumerable<Section> Sections(SourceFile file)
    {
        Section? open = null;
        var at = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            var text = line.Trim();
            if (text.Length > 2 && text[0] == '[' && text[text.Length - 1] == ']')
            {
                if (open is not null)
                {
                    yield return open;
                }

                open = new Section(text.Trim('[', ']'));
            }
            else if (open is not null && text.IndexOf('=') is > 0 and var split && text[0] is not ('#' or ';'))
            {
                open.Values[text.Substring(0, split).Trim()] =
                    (text.Substring(split + 1).Split('#')[0].Trim(), file.PlaceOf(at, Math.Max(1, line.TrimEnd().Length)));
            }

            at += line.Length + 1;
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private sealed class Section(string name)
    {
        public string Name => name;

        public Dictionary<string, (string Text, Place Place)> Values { get; } = new(StringComparer.Ordinal);

        public Place Place(string key) => Values[key].Place;

        public double? Number(string key) => Numbers(key) is { Length: 1 } only ? only[0] : null;

        public double[]? Numbers(string key)
        {
            var parts = Values.TryGetValue(key, out var value) ? value.Text.Split([','], StringSplitOptions.RemoveEmptyEntries) : [];
            var numbers = parts.Select(part =>
                double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
                .ToArray();
            return numbers.Length == 0 || numbers.Any(double.IsNaN) ? null : numbers;
        }
    }
}
