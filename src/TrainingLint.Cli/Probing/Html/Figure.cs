using System;
using System.Collections.Generic;
using System.Text.Json;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>One figure of the page: what it shows in words, in numbers, and as data for the script that draws it.</summary>
/// <param name="Id">Anchor, and key of the data.</param>
/// <param name="Title">Heading.</param>
/// <param name="Caption">What is seen and how to read it, in sentences; also what a screen reader hears.</param>
/// <param name="Drawings">Names of the drawing functions, one picture each, all from the same data.</param>
/// <param name="Table">The numbers.</param>
/// <param name="WriteData">Writes the members of the data object.</param>
internal sealed record Figure(string Id, string Title, string Caption,
    IReadOnlyList<string> Drawings, FigureTable Table, Action<Utf8JsonWriter> WriteData);

/// <summary>The numbers of a figure, for those who cannot or do not want to look at it.</summary>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells as shown.</param>
/// <param name="Note">What was left out; empty when nothing was.</param>
internal sealed record FigureTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string Note = "");
