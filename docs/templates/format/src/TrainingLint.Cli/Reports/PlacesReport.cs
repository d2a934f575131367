namespace TrainingLint.Cli.Reports;

/// <summary>A line a finding, its place and rule only, for scripts.</summary>
internal sealed class PlacesReport : ICheckReport
{
    public string Name => "places";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        foreach (var located in shown.Open)
        {
            var place = located.Finding.Place;
            io.Say($"{place.File}:{place.Line}:{place.Column} {located.Finding.Rule.Id}");
        }
    }
}
