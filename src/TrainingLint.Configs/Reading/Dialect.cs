using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>
/// How one framework writes a recipe. A dialect is data first: its loader, its base files, its table of keys with the
/// framework's defaults, and facts about keys that do not do what they say. Code comes last, in <see cref="Complete"/>.
/// </summary>
internal abstract class Dialect(string name, Loader loader, string? framework = null)
{
    private readonly List<SettingRow> _table = [];
    private HashSet<string>? _knownKeys;
    private string[]? _searchedPaths;

    /// <summary>Fixed name, as in the machine-readable output.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// When the dialect is asked whether a document is its own: lower numbers first, equal ones by name. It matters where a document may look
    /// like several: a framework goes before those whose keys it extends, and all go before the readers of what many frameworks share.
    /// </summary>
    public virtual int Precedence => 375;

    /// <summary>How the framework turns the file into values.</summary>
    public Loader Loader { get; } = loader;

    /// <summary>The framework, for people; null where the file belongs to none.</summary>
    public string? Framework { get; protected set; } = framework ?? FrameworkNames.Of(name);

    /// <summary>Name of the table that holds all keys of the framework, should there be one.</summary>
    public virtual string TableName => Name;

    /// <summary>What the framework does with a key that it does not know.</summary>
    public UnknownKeys UnknownKeys { get; protected set; } = loader.RejectsUnknownKeys ? UnknownKeys.Refused : UnknownKeys.Ignored;

    /// <summary>Sections whose keys the framework hands on as arguments, so that what it calls with them refuses an unknown one.</summary>
    public IReadOnlyCollection<string> ArgumentSections { get; protected set; } = [];

    /// <summary>What the framework does with an unknown key in the mapping at a path.</summary>
    public UnknownKeys UnknownKeysAt(string path) =>
        ArgumentSections.Any(section => path == section || path.StartsWith(section + ".", StringComparison.Ordinal)) ? UnknownKeys.PassedOn
            : UnknownKeys;

    /// <summary>How files of this dialect draw on others; null where they stand alone.</summary>
    public BaseFiles? Bases { get; protected set; }

    /// <summary>
    /// Keys that the dialect knows besides those of its table, as last segments of their paths.
    /// They keep the search for misspelt keys from firing on a legitimate neighbour.
    /// </summary>
    public IReadOnlyCollection<string> OtherKnownKeys { get; protected set; } = [];

    /// <summary>Paths of keys besides those of the table whose misspelling would change a recipe, and is looked for.</summary>
    public IReadOnlyCollection<string> GuardedKeys { get; protected set; } = [];

    /// <summary>Facts about keys that the framework ignores, overrides or misreads.</summary>
    public IReadOnlyList<KeyFact> KeyFacts { get; protected set; } = [];

    /// <summary>Types that the framework demands.</summary>
    public IReadOnlyList<TypeFact> TypeFacts { get; protected set; } = [];

    /// <summary>Typical ranges that the framework documents.</summary>
    public IReadOnlyList<DocumentedRange> Ranges { get; protected set; } = [];

    /// <summary>The rows of the table.</summary>
    public IReadOnlyList<SettingRow> Table => _table;

    /// <summary>True when documents of a format may be written in this dialect; the others are not asked for.</summary>
    public virtual bool IsWrittenIn(ConfigFormat format) => format.Kind == FormatKind.Document;

    /// <summary>How one document draws on others; the same for all documents unless the dialect says otherwise.</summary>
    public virtual BaseFiles? BasesOf(ConfigView config) => Bases;

    /// <summary>True when the document is written in this dialect. Sees the document before composition; must not misfire.</summary>
    public abstract bool Recognises(ConfigView config);

    /// <summary>True when the document, once composed, is only a part of a recipe.</summary>
    protected virtual bool IsFragment(ConfigView config) => false;

    /// <summary>Where a recipe usually stands in a document, for whoever describes the dialect; a segment <c>*</c> is any name, empty the root.</summary>
    public virtual string UsualScope => "";

    /// <summary>The document as the framework rearranges it before it reads recipes; unchanged unless the dialect says otherwise.</summary>
    protected virtual ConfigView Rearrange(ConfigView config) => config;

    /// <summary>The document as the framework rearranges it, for what looks at its settings beside the recipes.</summary>
    public ConfigView Rearranged(ConfigView config) => Rearrange(config);

    /// <summary>The recipes in a document; one at the root unless the dialect says otherwise.</summary>
    protected virtual IEnumerable<RecipeScope> Scopes(RecipeScope root) => [root];

    /// <summary>What the table cannot say.</summary>
    protected virtual void Complete(RecipeScope scope, RecipeBuilder draft)
    {
    }

    // A default that the chosen optimizer never reads, such as the momentum of AdamW, is no part of the recipe.
    private static void ForgetForeignDefaults(RecipeBuilder draft)
    {
        var reads = OptimizerProfiles.Find(draft.Get(Facts.Optimizer).Or(""))?.Reads ?? OptimizerReads.Everything;
        (OptimizerReads Kind, SettingKey<double> Key)[] constants = [
            (OptimizerReads.Momentum, Facts.Momentum), (OptimizerReads.Betas, Facts.Beta1), (OptimizerReads.Betas, Facts.Beta2),
            (OptimizerReads.Epsilon, Facts.Epsilon),
        ];
        var foreign = constants.Where(constant => !reads.HasFlag(constant.Kind)).Select(constant => constant.Key);
        foreach (var key in foreign.Where(key => draft.Get(key) is { State: SettingState.Absent }))
        {
            draft.Set(key, Setting<double>.Unknown);
        }
    }

    /// <summary>Reads every recipe of a composed document.</summary>
    public virtual IReadOnlyList<Recipe> Read(ConfigView config, ICollection<Observation> observations)
    {
        var recipes = new List<Recipe>();
        var root = Root(Rearrange(config), observations);
        foreach (var scope in Scopes(root))
        {
            var draft = new RecipeBuilder(scope.Name, Name,
                (scope.Entry("")?.Key ?? (ConfigNode)config.Root).Place)
            { IsFragment = scope.IsFragment || !config.IsComplete };
            foreach (var row in _table)
            {
                row.Fill(scope, draft);
            }

            CommandFacts.Fill(config, scope, draft);
            Complete(scope, draft);
            CommandFacts.FillPrecision(config, scope, draft);
            ForgetForeignDefaults(draft);
            KeyFact.Observe(KeyFacts, scope, draft);
            TypeFact.Observe(TypeFacts, scope);
            DocumentedRange.Observe(Ranges, scope);
            draft.Base = BaseOf(config, scope, draft);
            if (recipes.Count == 0)
            {
                Probabilities.Complete(root, draft);
            }

            recipes.Add(draft.Build());
        }

        return recipes;
    }

    // Rate and batch belong together; what the base says of the pair matters once this file changes one of them.
    private BaseRecipe? BaseOf(ConfigView config, RecipeScope scope, RecipeBuilder draft)
    {
        var changesBatch =
            new[] { Facts.EffectiveBatchSize,
                Facts.BatchSize }.Any(key => draft.Get(key) is { State: SettingState.Known, Origin: Origin.File });
        if (config.Inherited is not { } inherited || !changesBatch)
        {
            return null;
        }

        var before = new RecipeBuilder(draft.Name, Name, draft.Place) { IsFragment = true };
        var view = new RecipeScope(new ConfigView(config.File, inherited, isComplete: false), scope.Loader, [], scope.Path, scope.Name);
        foreach (var row in _table)
        {
            row.Fill(view, before);
        }

        var batch = draft.Get(Facts.EffectiveBatchSize) is { Origin: Origin.File, State: SettingState.Known } ? Facts.EffectiveBatchSize
            : Facts.BatchSize;
        return new BaseRecipe(before.Get(Facts.LearningRate), before.Get(batch));
    }

    /// <summary>Paths of the mappings in which the table's keys may stand: those of all recipes, and of what they inherit from.</summary>
    public virtual IEnumerable<string> KeyScopes(ConfigView config) => Scopes(Root(Rearrange(config), [])).Select(scope => scope.Path);

    // A JSON file has JSON's numbers whatever reads the framework's YAML, and so on for every format that types its values itself.
    private RecipeScope Root(ConfigView config, ICollection<Observation> observations) =>
        new(config, config.File.Format.Schema is { } schema ? Loader with { Schema = schema } : Loader,
            observations)
        { IsFragment = IsFragment(config) };

    /// <summary>A number under one of several keys.</summary>
    protected SettingRow<double> Map(SettingKey<double> key, params string[] paths) =>
        Add(new SettingRow<double>(key, paths, Values.Number) { IsPlain = true });

    /// <summary>A text under one of several keys.</summary>
    protected SettingRow<string> Map(SettingKey<string> key, params string[] paths) =>
        Add(new SettingRow<string>(key, paths, Values.Text) { IsPlain = true });

    /// <summary>A flag under one of several keys.</summary>
    protected SettingRow<bool> Map(SettingKey<bool> key, params string[] paths) =>
        Add(new SettingRow<bool>(key, paths, Values.Flag) { IsPlain = true });

    /// <summary>A list of numbers under one of several keys.</summary>
    protected SettingRow<IReadOnlyList<double>> Map(SettingKey<IReadOnlyList<double>> key, params string[] paths) =>
        Add(new SettingRow<IReadOnlyList<double>>(key, paths, Values.Numbers) { IsPlain = true });

    /// <summary>A setting under one of several keys that needs a reading of its own.</summary>
    protected SettingRow<T> Map<T>(SettingKey<T> key, Func<RecipeScope, ConfigNode?, string, Setting<T>> read, params string[] paths)
        where T : notnull => Add(new SettingRow<T>(key, paths, read));

    /// <summary>A word that a switch stands for, such as the precision behind <c>use_amp</c>.</summary>
    protected SettingRow<string> MapSwitch(SettingKey<string> key, string whenOn, string whenOff, params string[] paths) =>
        Map(key, (scope, node, path) => Values.Switch(scope, node, path, whenOn, whenOff), paths);

    /// <summary>One element of a list of numbers under one of several keys, such as the betas of Adam.</summary>
    protected SettingRow<double> MapElement(SettingKey<double> key, int index, params string[] paths) =>
        Add(new SettingRow<double>(key, paths, (scope, node, path) => Values.Element(scope, node, path, index)));

    private TRow Add<TRow>(TRow row)
        where TRow : SettingRow
    {
        _table.Add(row);
        return row;
    }

    /// <summary>Last segments of all keys that the dialect knows.</summary>
    public ISet<string> KnownKeys => _knownKeys ??= new HashSet<string>(
        _table.SelectMany(row => row.Paths)
        .Concat(KeyFacts.Select(fact => fact.Path))
        .Concat(TypeFacts.Select(fact => fact.Path))
        .Concat(Ranges.Select(range => range.Path))
        .Concat(GuardedKeys)
        .Select(KeyWords.LastSegment)
        .Concat(OtherKnownKeys),
        System.StringComparer.Ordinal);

    /// <summary>Paths of keys whose misspelling would change a recipe.</summary>
    public IReadOnlyList<string> SearchedPaths => _searchedPaths ??=
        [.. _table.SelectMany(row => row.Paths).Concat(GuardedKeys).Distinct()
            .Where(path => KeyWords.LastSegment(path).Length >= MisspeltKeys.ShortestKey)];
}
