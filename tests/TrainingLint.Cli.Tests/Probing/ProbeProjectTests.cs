using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Probing;
using TrainingLint.Cli.Projects;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Tests.Probing;

/// <summary>Recipes that stand in C#, built for real where a build matters.</summary>
public sealed class ProbeProjectTests : IDisposable
{
    private const string Program = """
        using TorchSharp;
        using static TorchSharp.torch;

        const int Batch = 64;
        var model = nn.Linear(64, 10);
        var loader = torch.utils.data.DataLoader(null!, Batch, shuffle: true);
        using var optimizer = torch.optim.SGD(model.parameters(), 0.25, momentum: 0.5);
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Trait("Category", "Slow")]
    [Fact]
    public void Program_IsBuilt_AndItsRecipeIsRun()
    {
        _scratch.Write("app/App.csproj", Project()).Write("app/Program.cs", Program);

        var outcome = _scratch.Run(
            "probe", "--config", "app/Program.cs", "--problem", "digits-mlp", "--layers", "64-8-10", "--steps", "20",
            "--measure", "none", "--format", "json");

        Assert.True(outcome.Exit is 0 or 1, outcome.Output + outcome.Error);
        var recipe = outcome.Json.GetProperty("recipe");
        Assert.Equal("app/Program.cs", recipe.GetProperty("file").GetString());
        Assert.Equal("app/Program.cs:7", recipe.GetProperty("name").GetString());
        var settings = new Dictionary<string, (string Value, int Line)>();
        foreach (var setting in recipe.GetProperty("settings").EnumerateArray())
        {
            var isWritten = setting.TryGetProperty("line", out var line) && line.ValueKind == JsonValueKind.Number;
            settings[setting.GetProperty("name").GetString()!] = (setting.GetProperty("value").ToString(), isWritten ? line.GetInt32() : 0);
        }

        Assert.Equal(("0.25", 7), settings["learningRate"]);
        Assert.Equal(("0.5", 7), settings["momentum"]);
        Assert.Equal(("64", 6), settings["batchSize"]);
        Assert.Equal(0.25, outcome.Json.GetProperty("stability").GetProperty("peakLearningRate").GetDouble());
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void ProjectThatDoesNotBuild_IsTwoWithTheFirstError()
    {
        _scratch.Write("App.csproj", Project()).Write("Program.cs", "var model = 1");

        var outcome = _scratch.Run("probe", "--config", "Program.cs");

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("'App.csproj': The project does not build", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("CS1002", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void CodeWithoutAProject_IsTwo()
    {
        var outcome = _scratch.Write("Program.cs", Program).Run("probe", "--config", "Program.cs");

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("there is no .csproj in its folder or above it", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void CodeBelowSeveralProjects_IsTwoAndNamesThem()
    {
        _scratch.Write("app/A.csproj", "").Write("app/B.csproj", "").Write("app/src/Program.cs", Program);

        var outcome = _scratch.Run("probe", "--config", "app/src/Program.cs");

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("name one of them: 'app/A.csproj', 'app/B.csproj'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("probe", "Program.cs")]
    [InlineData("probe", "App.csproj")]
    public void WithoutDotnet_IsTwoAndSaysWhatToInstall(string command, string path)
    {
        _scratch.Write("App.csproj", "").Write("Program.cs", Program).Variables["DOTNET_HOST_PATH"] = _scratch.PathOf("no-such-dotnet");

        var outcome = _scratch.Run(command, "--config", path);

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("install the .NET SDK", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsTwo() =>
        Assert.Contains("there is no file 'App.sln'", _scratch.Run("probe", "--config", "App.sln").Error, StringComparison.Ordinal);

    [Fact]
    public void SeveralOptimizers_AreChosenFromByPlace()
    {
        var recipes = Read(null, Optimizer("/a/Gan.cs", 10), Optimizer("/a/Gan.cs", 12));

        var unnamed = Assert.Throws<UsageException>(() => ProbedRecipe.Choose(recipes, "App.csproj", null));
        Assert.Contains("choose one with --recipe: 'Gan.cs:10', 'Gan.cs:12'", unnamed.Message, StringComparison.Ordinal);
        Assert.Equal("Gan.cs:12", ProbedRecipe.Choose(recipes, "App.csproj", "Gan.cs:12").ShownName);
    }

    [Fact]
    public void CodeThatCreatesOptimizers_StandsForItself_AndOtherwiseForItsProject()
    {
        var (own, other) = (Optimizer("/a/Train.cs", 3), Optimizer("/a/Other.cs", 4));

        Assert.Equal("Train.cs:3", Assert.Single(Read("/a/Train.cs", own, other)).Recipe.Name);
        Assert.Equal("Other.cs:4", Assert.Single(Read("/a/Program.cs", other)).Recipe.Name);
    }

    [Fact]
    public void NothingThatTrains_IsSaid()
    {
        var part = new CodeRecipe(
            new Place("/a/Trees.cs", 1, 1, 1, 9), new Dictionary<string, string> { ["role"] = "setting", ["learningRate"] = "0.2" });

        var nothing = Assert.Throws<UsageException>(() => Read(null)).Message;
        var parts = Assert.Throws<UsageException>(() => Read(null, part)).Message;

        Assert.Contains("no optimizer of TorchSharp or TensorFlow.NET is created there", nothing, StringComparison.Ordinal);
        Assert.Contains("belong to no optimizer", parts, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_AreThoseOfTheChosenOptimizer()
    {
        var rule = RuleBook.Find("TL0102")!.Info;
        Finding At(int line) =>
            new() { Rule = rule, Severity = Severity.Warning, Message = "", Place = new Place("/a/Gan.cs", line, 20, line, 24) };
        var result = Result(Optimizer("/a/Gan.cs", 10), Optimizer("/a/Gan.cs", 12)) with { Findings = [At(10), At(12), At(30)] };

        var chosen = ProbedRecipe.Choose(ProbedProject.Of(result, "App.csproj", null, Name), "App.csproj", "Gan.cs:12");

        Assert.Equal([12, 30], chosen.FindingsFrom(Severity.Warning).Select(finding => finding.Place.Line));
    }

    private static string Name(string path) => Path.GetFileName(path);

    private static IReadOnlyList<ProbedRecipe> Read(string? code, params CodeRecipe[] read) =>
        ProbedProject.Of(Result(read), "App.csproj", code, Name);

    private static ProjectResult Result(params CodeRecipe[] read) =>
        new(["/a/Gan.cs", "/a/Train.cs", "/a/Other.cs", "/a/Program.cs", "/a/Trees.cs"], [], [])
        {
            Recipes = [.. read.Select(recipe => ("/a/App.csproj", recipe))],
        };

    private static CodeRecipe Optimizer(string file, int line) => new(
        new Place(file, line, 9, line, 60),
        new Dictionary<string, string>
        {
            ["role"] = "optimizer",
            ["optimizer"] = "SGD",
            ["learningRate"] = "0.1",
            ["learningRate.at"] = $"lr|{line}|20|{line}|24|{file}",
        });

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="TorchSharp" HintPath="{Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll")}" />
          </ItemGroup>
        </Project>
        """;
}
