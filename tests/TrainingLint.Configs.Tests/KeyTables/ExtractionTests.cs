using System.Collections.Generic;
using System.Linq;
using TrainingLint.KeyTables;
using TrainingLint.KeyTables.Extraction;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.Configs.Tests.KeyTables;

/// <summary>Keys read out of small sources of the forms that frameworks use.</summary>
public class ExtractionTests
{
    [Fact]
    public void PydanticModel_GivesNamesTypesDefaultsValuesAndSections()
    {
        const string Source = """
            class Kind(str, Enum):
                A = "a"
                B = "b"

            class Part(BaseModel):
                '''Words: none of them a key.'''
                rate: float | None = Field(default=1e-3, ge=0)

            class Base(BaseModel):
                shared: int = 1

            class Config(Base):
                kind: Kind | None = None
                part: Part | None = Field(default_factory=lambda: Part())
                parts: Annotated[list[Part], MinLen(1)] | None = None
                mode: Literal["x", "y"] = Field(default="x")
                named: str = Field(default="no", alias="other")
                old: bool = Field(default=False, deprecated="Use `new` instead.")
                shared: int = 2
                def method(self):
                    local: int = 3
            """;

        Assert.Equal(
            [
                "shared\tint\t2", "kind\tstr|null\tnull\ta|b", "part\tnull|section", "part.rate\tfloat|null\t1e-3",
                    "parts\tlist|null\tnull",
                "parts.*.rate\tfloat|null\t1e-3", "mode\tstr\tx\tx|y", "other\tstr\t\"no\"", "named\tstr\t\"no\"",
                    "old\tbool\tfalse\t\tis called 'new' now",
            ],
            Classes(Source).Of("Config").Select(key => key.Line));
    }

    [Fact]
    public void Dataclass_GivesChoicesOfItsMetadata()
    {
        const string Source =
            "@dataclass\nclass Args:\n"
            + "    a: Optional[str] = field(default=None, metadata={\"help\": \"c\", \"choices\": [\"x\", \"y\"]})\n"
                + "    b: \"list[int]\" = field(default_factory=list)\n";

        Assert.Equal(["a\tnull|str\tnull\tx|y", "b\tlist\t[]"], Classes(Source).Of("Args").Select(key => key.Line));
    }

    [Fact]
    public void Arguments_GiveFlagsAsTheProgramReadsThem()
    {
        const string Source =
            "parser.add_argument('--min-lr', type=float, default=1e-6,\n    help='no')\n"
            + "p.add_argument('-x', '--amp', action='store_true')\np.add_argument('--opt', choices=['sgd', 'adam'])\n"
                + "p.add_argument('file')\n";

        Assert.Equal(["min_lr\tfloat\t1e-6", "amp\tbool\tfalse", "opt\tstr|null\tnull\tsgd|adam"], ArgumentKeys.In(Source, "train.py")
            .Select(key => key.Line));
    }

    [Fact]
    public void YacsDefaults_GivePathsWithTheTypesOfTheirDefaults()
    {
        const string Source =
            "_C = CN()\n_C.SOLVER = CN()\n_C.SOLVER.LR = 0.01\n_C.SOLVER.STEPS = (1, 2)\n_C.FREE = CN(new_allowed=True)\n"
            + "_C.CLIP = CN({\"ON\": False})\n_C.SEED = -1\nother.A = 1\n";

        Assert.Equal(
            ["SOLVER\tsection", "SOLVER.LR\tfloat\t0.01", "SOLVER.STEPS\tlist\t[1, 2]", "FREE\tmap", "CLIP.ON\tbool\tfalse",
                "CLIP\tsection", "SEED\tint\t-1"],
            YacsKeys.In(Source, "defaults.py", "_C").Select(key => key.Line));
    }

    [Fact]
    public void NodeThatAFunctionMakes_IsAnElementOfAList()
    {
        const string Source = "def add(cfg):\n    _C = cfg\n    _C.A = 1\ndef element():\n    _C = CN()\n    _C.B = CN()\n    _C.B.C = ''\n"
            + "    return _C\ndef more(cfg):\n    _C = cfg\n    _C.D = True\n";

        Assert.Equal(["A\tint\t1", "*.B\tsection", "*.B.C\tstr\t\"\"", "D\tbool\ttrue"],
            YacsKeys.In(Source, "config.py", "_C").Select(key => key.Line));
    }

    [Fact]
    public void Program_GivesTheKeysThatItReads()
    {
        const string Source = "lr = cfg.optimizer.lr\nseed = cfg.get('seed', 0)\nif cfg.model.get('fast', default):\n    run(self.cfg.no)\n"
            + "log(cfg)\nname = cfg.tokenizer.copy()\nother = config.x\n";

        Assert.Equal(["optimizer.lr", "seed\t\t0", "model.fast", "tokenizer"], ReadKeys.In(Source, "recipe.py", "cfg").Select(key => key.Line));
    }

    [Fact]
    public void Names_AreThoseForOthers() => Assert.Equal(
        ["a", "B"], ParameterKeys.Names("def a(x):\n    def inner(y): pass\nclass B(C):\n    def m(self): pass\ndef _c(): pass\n"));

    [Fact]
    public void ElementsOfAYamlList_HaveTheirKeysInCommon() => Assert.Equal(
        ["a\tlist", "a.*.b\tint|str", "a.*.c\tint\t2"],
        YamlKeys.In("a:\n  - b: 1\n  - b: x\n    c: 2\n", "used.yaml").Select(key => key.Line));

    [Fact]
    public void YamlDefaults_GiveEveryLevel() => Assert.Equal(
        ["a\tsection", "a.b\tfloat\t0.5", "c\tlist\t[1, x]", "d\tany\tnull", "e\tany"],
        YamlKeys.In("a: {b: 0.5}\nc: [1, x]\nd:\ne: ${a.b}\n", "defaults.yaml").Select(key => key.Line));

    [Fact]
    public void Constructor_GivesItsParameters() => Assert.Equal(
        ["lr\tfloat\t3e-4", "net\tstr|null\tnull"],
        ParameterKeys.Of("class PPO(Base):\n"
            + "    def __init__(self, lr: float = 3e-4, *, net: Optional[str] = None, **kwargs):\n        pass\n"
            + "", "ppo.py", "PPO", new Dictionary<string, PythonClass>())
            .Where(key => key.Path != "kwargs").Select(key => key.Line.Replace("null|str", "str|null")));

    [Fact]
    public void Table_NamesEachKeyOnceBelowItsSource()
    {
        var outdated = new Dictionary<string, string> { ["b"] = "!is refused" };
        var recipe = new FrameworkRecipe("ours", "Ours", _ => []) { CompleteAt = [""], Outdated = outdated };

        var text = TableText.Of(recipe, "1.0", "abc", [new DeclaredKey("a", "int", "1") { Source = "x.py" },
            new DeclaredKey("b", "int") { Source = "x.py" }, new DeclaredKey("a", "str") { Source = "y.py" }]);

        Assert.EndsWith("@framework\tOurs\n@version\t1.0\n@commit\tabc\n@complete-at\t.\n@typed\tno\n@source\tx.py\n"
            + "a\tint\t1\nb\tgone\t\t\tis refused\n", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void KeyOfAnOlderVersion_IsMarkedWithTheLastThatHadIt()
    {
        var text = TableText.Of(
            new FrameworkRecipe("ours", "Ours", _ => []), "3", "abc", [new DeclaredKey("a", "int")],
            ("2", [new DeclaredKey("a", "str"), new DeclaredKey("b", "int", "5")]),
                ("1", [new DeclaredKey("b", "str"), new DeclaredKey("c")]));

        Assert.EndsWith("a\tint\n@source\tolder versions\nb\tint|older\t\t\tis not in Ours any more; 2 had it\n"
            + "c\tolder\t\t\tis not in Ours any more; 1 had it\n", text, System.StringComparison.Ordinal);
    }

    private static ClassKeys Classes(string source) => new(PythonClass.In(source, "source.py").ToDictionary(one => one.Name));
}
