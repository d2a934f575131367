using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>A rate that code takes from appsettings.json is judged, and reported where it stands.</summary>
public sealed class SettingsFileTests
{
    // What the binder offers to programs, with the names and namespaces of Microsoft.Extensions.
    private const string Extensions = """
        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration
            {
                string? this[string key] { get; }

                IConfigurationSection GetSection(string key);
            }

            public interface IConfigurationSection : IConfiguration;

            public static class ConfigurationBinder
            {
                public static T? Get<T>(this IConfiguration configuration) => default;

                public static T? GetValue<T>(this IConfiguration configuration, string key, T? defaultValue = default) => defaultValue;

                public static void Bind(this IConfiguration configuration, object? instance) { }
            }

            public static class Sources
            {
                public static object AddJsonFile(this object builder, string path) => builder;
            }
        }

        namespace Microsoft.Extensions.Options
        {
            public interface IOptions<out T> where T : class
            {
                T Value { get; }
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class OptionsServices
            {
                public static object Configure<T>(this object services, Configuration.IConfiguration section) where T : class => services;

                public static Builder<T> AddOptions<T>(this object services) where T : class => new();

                public static Builder<T> Bind<T>(this Builder<T> builder, Configuration.IConfiguration config) where T : class => builder;

                public static Builder<T> BindConfiguration<T>(this Builder<T> builder, string configSectionPath) where T : class => builder;
            }

            public sealed class Builder<T>;
        }
        """;

    private const string Usings = Snippets.Usings + """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;


        """;

    private const string Trainer = """
        public sealed class TrainerSettings
        {
            public double LearningRate { get; set; } = 0.5;
        }

        public sealed class Trainer(IOptions<TrainerSettings> options)
        {
            public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) =>
                torch.optim.Adam(model.parameters(), options.Value.LearningRate);
        }

        """;

    private const string HighRate = """
        {
          // how the model is trained
          "Training": { "learningRate": 0.7 }
        }
        """;

    [Fact]
    public async Task RateOfAConfiguredSection_IsFoundInTheFile()
    {
        var found = await Found(Trainer
            + Startup("services.Configure<TrainerSettings>(configuration.GetSection(\"Training\"));"), HighRate);

        var rate = Assert.Single(found);
        Assert.Equal("appsettings.json", rate.Location.GetLineSpan().Path);
        Assert.Equal(new LinePosition(2, 32), rate.Location.GetLineSpan().StartLinePosition);
        Assert.Contains("0.7", rate.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services.AddOptions<TrainerSettings>().Bind(configuration.GetSection(\"Training\"));")]
    [InlineData("services.AddOptions<TrainerSettings>().BindConfiguration(\"Training\");")]
    [InlineData("const string section = \"Training\"; services.Configure<TrainerSettings>(configuration.GetSection(section));")]
    public async Task RateOfABoundSection_IsFound(string startup) => Assert.Single(await Found(Trainer + Startup(startup), HighRate));

    [Theory]
    [InlineData("configuration.GetSection(\"Training\").Get<TrainerSettings>()!.LearningRate")]
    [InlineData("configuration.GetValue<double>(\"Training:LearningRate\")")]
    [InlineData("configuration.GetSection(\"Training\").GetValue(\"LearningRate\", 0.001)")]
    [InlineData("double.Parse(configuration[\"Training:LearningRate\"]!, System.Globalization.CultureInfo.InvariantCulture)")]
    public async Task RateThatIsReadByItsKey_IsFound(string rate) => Assert.Single(await Found(Direct(rate), HighRate));

    [Fact]
    public async Task ObjectThatASectionIsBoundTo_IsFound() => Assert.Single(await Found(
        """
            public sealed class TrainerSettings
            {
                public double LearningRate { get; set; } = 0.001;
            }

            public static class Program
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, IConfiguration configuration)
                {
                    var settings = new TrainerSettings();
                    configuration.GetSection("Training").Bind(settings);
                    return torch.optim.Adam(model.parameters(), settings.LearningRate);
                }
            }
            """,
        HighRate));

    [Fact]
    public async Task SettingThatReplacesARiskyDefault_IsSilent() => Assert.Empty(await Found(
        Trainer + Startup("services.Configure<TrainerSettings>(configuration.GetSection(\"Training\"));"),
        """{ "Training": { "LearningRate": 0.001 } }"""));

    [Fact]
    public async Task DefaultThatNoSettingReplaces_IsFoundInCode()
    {
        var found = await Found(Trainer
            + Startup("services.Configure<TrainerSettings>(configuration.GetSection(\"Training\"));"), """{ "Training": { } }""");

        Assert.Equal("Snippet.cs", Assert.Single(found).Location.GetLineSpan().Path);
    }

    [Fact]
    public async Task FilesThatDiffer_AreSilent() => Assert.Empty(await Found(
        Direct("configuration.GetValue<double>(\"Training:LearningRate\")"),
        HighRate,
        ("appsettings.Production.json", """{ "Training": { "LearningRate": 0.001 } }""")));

    [Fact]
    public async Task SettingsThatOtherFilesMayReplace_AreSilent() => Assert.Empty(await Found(
        Direct("configuration.GetValue<double>(\"Training:LearningRate\")")
            + "public static class Host { public static object Build() => new object().AddJsonFile(\"local.json\"); }",
        HighRate));

    [Fact]
    public async Task TwoSectionsOfOneType_AreSilent() => Assert.Empty(await Found(
        Trainer.Replace(" = 0.5;", "", System.StringComparison.Ordinal) + Startup(
            "services.Configure<TrainerSettings>(configuration.GetSection(\"Training\")); "
            + "services.Configure<TrainerSettings>(configuration.GetSection(\"Other\"));"),
        HighRate));

    [Fact]
    public async Task BrokenSettings_AreSilent() =>
        Assert.Empty(await Found(Direct("configuration.GetValue<double>(\"Training:LearningRate\")"),
        """{ "Training": { "LearningRate": """));

    private static string Direct(string rate) =>
        $$"""
            public sealed class TrainerSettings
            {
                public double LearningRate { get; set; }
            }

            public static class Program
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, IConfiguration configuration) =>
                    torch.optim.Adam(model.parameters(), {{rate}});
            }

            """;

    private static string Startup(string statements) =>
        $$"""
            public static class Startup
            {
                public static void Add(object services, IConfiguration configuration)
                {
                    {{statements}}
                }
            }
            """;

    private static async Task<Diagnostic[]> Found(string code, string settings, params (string Path, string Text)[] others)
    {
        var compilation = Compilations.Compile(new SnippetOptions(), Usings + code, Extensions);
        Verify.AssertCompiles(compilation);
        IEnumerable<AdditionalText> files = others.Prepend(("appsettings.json", settings))
            .Select(file => new MemoryFile(file.Item1, file.Item2));
        var found = await Compilations.Analyze(compilation, files);
        return [.. found.Where(diagnostic => diagnostic.Id is "TL0102" or "AD0001")];
    }

    private sealed class MemoryFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
