using TrainingLint.Cli.Projects;

namespace TrainingLint.Cli.Tests.Projects;

public class BuildOutputTests
{
    [Theory]
    [InlineData("/r/App/Train.cs(3,5): error CS1002: ; expected [/r/App/App.csproj]", "/r/App/App.csproj", "Train.cs(3,5): CS1002 ; expected")]
    [InlineData("/r/App/Train.cs(3,5,3,9): error CS1002: ; expected [/r/App/App.csproj::TargetFramework=net8.0]", "/r/App/App.csproj", "Train.cs(3,5): CS1002 ; expected")]
    [InlineData("CSC : error CS5001: Program does not contain a static 'Main' method [/r/App/App.csproj]", "/r/App/App.csproj", "CS5001 Program does not contain a static 'Main' method")]
    [InlineData("  /r/App/App.csproj : error NU1101: Unable to find package X. [/r/All.sln]", "/r/App/App.csproj", "NU1101 Unable to find package X.")]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", null, "MSB1009 Project file does not exist.")]
    [InlineData(@"C:\r\App\Train.cs(3,5): error CS0246: The type 'A[]' is unknown [C:\r\App\App.csproj]", @"C:\r\App\App.csproj", "CS0246 The type 'A[]' is unknown")]
    public void Error_NamesItsProjectAndPlace(string line, string? project, string message)
    {
        var error = Assert.Single(BuildOutput.Errors("Building...\r\n" + line + "\r\n"));

        Assert.Equal(project, error.Project);
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheFirstErrorOfEachProject_IsNamed()
    {
        var errors = BuildOutput.Errors("a.cs(1,1): error CS1: first [/a.csproj]\na.cs(2,1): error CS2: second [/a.csproj]\nb.cs(1,1): error CS3: other [/b.csproj]");

        Assert.Equal(["a.cs(1,1): CS1 first", "b.cs(1,1): CS3 other"], Array.ConvertAll([.. errors], error => error.Message));
    }

    [Fact]
    public void WarningsAndFindings_AreNoErrorsOfTheBuild() =>
        Assert.Empty(BuildOutput.Errors("a.cs(1,1): warning CS0168: an error CS1: in words [/a.csproj]\na.cs(2,1): error TL0102: too high [/a.csproj]"));

    [Fact]
    public void Gist_IsTheLineAboutTheSdk() =>
        Assert.Equal("A compatible .NET SDK was not found.", BuildOutput.Gist("The command could not be loaded:\n  * You intended to execute a .NET SDK command:\n      A compatible .NET SDK was not found.\n"));

    [Fact]
    public void Gist_OtherwiseIsTheFirstLine() => Assert.Equal("Killed", BuildOutput.Gist("\n  Killed\nmore\n"));
}
