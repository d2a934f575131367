using System;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Documents;

public class DocumentParserTests
{
    [Fact]
    public void Alias_IsTheVeryNodeThatItNames()
    {
        var root = Parsed.Mapping("""
            a: &lr 0.1
            b: *lr
            c: &block {x: 1}
            d: [*block, *lr]
            """);

        Assert.Same(root["a"], root["b"]);
        Assert.Same(root["c"], root.Node("d.0"));
        Assert.Equal(1, root["b"]!.Span.Line);
    }

    [Fact]
    public void AnchorDefinedTwice_CountsFromWhereItStands()
    {
        var root = Parsed.Mapping("""
            a: &x 1
            b: *x
            c: &x 2
            d: *x
            """);
        Assert.Equal(("1", "2"), (root.At("b"), root.At("d")));
    }

    [Fact]
    public void MergeKey_GivesWayToTheMappingsOwnKeysWhereverItStands()
    {
        var root = Parsed.Mapping("""
            base: &base {lr: 0.1, momentum: 0.9}
            before:
              <<: *base
              lr: 0.2
            after:
              lr: 0.3
              <<: *base
            """);

        Assert.Equal(("0.2", "0.9"), (root.At("before.lr"), root.At("before.momentum")));
        Assert.Equal(("0.3", "0.9"), (root.At("after.lr"), root.At("after.momentum")));
        Assert.True(((MappingNode)root["after"]!).Find("momentum")!.Value.IsInherited);
        Assert.False(((MappingNode)root["after"]!).Find("lr")!.Value.IsInherited);
    }

    [Fact]
    public void ListOfMerges_LetsTheFirstWin()
    {
        var root = Parsed.Mapping("""
            a: &a {x: 1}
            b: &b {x: 2, y: 2}
            c:
              <<: [*a, *b]
            """);
        Assert.Equal(("1", "2"), (root.At("c.x"), root.At("c.y")));
    }

    [Fact]
    public void TwoMergeKeys_LetTheLastWinAndAreNoDuplicate()
    {
        var parsed = Parsed.Yaml("""
            a: &a {x: 1}
            b: &b {x: 2}
            c:
              <<: *a
              <<: *b
            """);

        Assert.Empty(parsed.Duplicates);
        Assert.Equal("2", ((MappingNode)parsed.Roots[0]).At("c.x"));
    }

    [Fact]
    public void MergeOfAMerge_ReachesThrough()
    {
        var root = Parsed.Mapping("""
            a: &a {x: 1, y: 1}
            b: &b
              <<: *a
              y: 2
            c:
              <<: *b
            """);
        Assert.Equal(("1", "2"), (root.At("c.x"), root.At("c.y")));
    }

    [Fact]
    public void QuotedMergeKeyOrMergeOfAScalar_IsAKeyLikeAnyOther()
    {
        Assert.Equal("1", Parsed.Mapping("\"<<\": {x: 1}").At("<<.x"));
        Assert.Equal("1", Parsed.Mapping("<<: 1").At("<<"));
    }

    [Fact]
    public void SeveralDocuments_AreSeveralRootsWithAnchorsOfTheirOwn()
    {
        var parsed = Parsed.Yaml("a: &x 1\n---\nb: 2\n...\n---\n---\nc: *x\n");

        Assert.Equal(2, parsed.Roots.Count);
        Assert.Contains("*x", Assert.Single(parsed.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!new:torch.optim.Adam", "!new:torch.optim.Adam")]
    [InlineData("!ref", "!ref")]
    [InlineData("!!python/object/apply:numpy.float64", "tag:yaml.org,2002:python/object/apply:numpy.float64")]
    [InlineData("!!float", "tag:yaml.org,2002:float")]
    public void CustomTags_AreKeptAndNeverRun(string written, string tag)
    {
        var root = Parsed.Mapping("a: " + written + " \"<lr>\"");
        Assert.Equal(tag, root["a"]!.Tag);
        Assert.Equal("<lr>", root.At("a"));
    }

    [Fact]
    public void TagsOnMappingsAndLists_AreKept()
    {
        var root = Parsed.Mapping("a: !new:Adam\n  lr: 1\nb: !!python/tuple [1, 2]\nc: !apply:f\n");
        Assert.Equal(("!new:Adam", "tag:yaml.org,2002:python/tuple", "!apply:f"), (root["a"]!.Tag, root["b"]!.Tag, root["c"]!.Tag));
        Assert.Equal("1", root.At("a.lr"));
    }

    [Fact]
    public void FloatTag_MakesANumberOfWhatYaml11ReadsAsText()
    {
        var scalar = (ScalarNode)Parsed.Mapping("lr: !!float 1e-4")["lr"]!;
        Assert.Equal(new ScalarValue(ScalarKind.Float, 1e-4), scalar.Read(ScalarSchema.Yaml11));
    }

    [Fact]
    public void DuplicateKeys_AreKeptReportedAndTheLastCounts()
    {
        var parsed = Parsed.Yaml("a:\n  lr: 1\n  \"lr\": 2\n  lr: 3\n");

        Assert.Equal("3", ((MappingNode)parsed.Roots[0]).At("a.lr"));
        Assert.Equal(["a.lr", "a.lr"], parsed.Duplicates.Select(duplicate => duplicate.Path));
        Assert.Equal((2, 3), (parsed.Duplicates[0].First.Key.Span.Line, parsed.Duplicates[0].Last.Key.Span.Line));
    }

    // A program's own tag may make a key of a list.
    [Fact]
    public void TaggedListAsKey_IsNotRefused()
    {
        var parsed = ConfigFormats.Parse(new SourceFile("a.yaml", "!join [a, b]: 1\n!join [a, c]: 2\nlr: 3\n"));
        Assert.Empty(parsed.Refusals);
        Assert.Empty(parsed.Duplicates);
    }

    [Fact]
    public void KeysThatAreNoScalars_DoNotDisturbTheirNeighbours()
    {
        var root = Parsed.Mapping("? [a, b]\n: 1\n? {c: d}\n: 2\nlr: 3\n");
        Assert.Equal("3", root.At("lr"));
    }

    [Fact]
    public void Json_IsReadWithTabsAndItsEscapes()
    {
        var root = Parsed.Mapping("{\n\t\"lr\": 1e-4,\n\t\"name\": \"\\ud83d\\ude80 \\u00e9\\t\\/\",\n\t\"list\": [\n\t\t1,\n\t\t2\n\t]\n}\n", "config.json");

        Assert.Equal("\U0001F680 \u00e9\t/", root.At("name"));
        Assert.Equal("2", root.At("list.1"));
        Assert.Equal(new Span(2, 8, 2, 12), root["lr"]!.Span);
    }

    [Fact]
    public void JsonOnOneLine_NeedsNoSpaces() => Assert.Equal("0.1", Parsed.Mapping("{\"a\":{\"lr\":0.1,\"b\":[]},\"c\":null}", "config.json").At("a.lr"));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void LineBreaks_CountOneLineEach(string newline)
    {
        var root = Parsed.Mapping($"a: 1{newline}{newline}b:{newline}  c: 2{newline}");
        Assert.Equal(new Span(4, 6, 4, 7), root.Node("b.c")!.Span);
    }

    [Theory]
    [InlineData("a: \"\U0001F680\"  # \U0001F680\nb: {c: '\U0001F680', d: 5}", 2)]
    [InlineData("\u4e2d\u6587: \u503c\nb: {c: '\u4e2d\u6587\u503c', d: 5}", 2)]
    public void Columns_CountUtf16UnitsAlsoBehindEmojiAndIdeographs(string text, int line)
    {
        var source = text.Split('\n')[line - 1];
        var column = source.IndexOf('5', StringComparison.Ordinal) + 1;
        Assert.Equal(new Span(line, column, line, column + 1), Parsed.Mapping(text).Node("b.d")!.Span);
    }

    [Fact]
    public void Spans_CoverQuotesAndEndBehindTheLastCharacter()
    {
        var root = Parsed.Mapping("plain: abc def\nquoted: \"a\\\"b\"\nsingle: 'it''s'\nflow: [1, 2]\n");

        Assert.Equal(new Span(1, 8, 1, 15), root["plain"]!.Span);
        Assert.Equal(new Span(2, 9, 2, 15), root["quoted"]!.Span);
        Assert.Equal(new Span(3, 9, 3, 16), root["single"]!.Span);
        Assert.Equal(new Span(4, 7, 4, 13), root["flow"]!.Span);
        Assert.Equal(new Span(4, 8, 4, 9), root.Node("flow.0")!.Span);
        Assert.Equal(new Span(1, 1, 1, 6), root.Find("plain")!.Value.Key.Span);
    }

    [Fact]
    public void BlockScalars_AreTextWithTheirLineBreaks()
    {
        var root = Parsed.Mapping("literal: |\n  a\n   b\n\nfolded: >-\n  c\n  d\nkept: |+\n  e\n\nend: 1\n");

        Assert.Equal(("a\n b\n", "c d", "e\n\n", "1"), (root.At("literal"), root.At("folded"), root.At("kept"), root.At("end")));
        Assert.Equal(ScalarStyle.Quoted, ((ScalarNode)root["literal"]!).Style);
        Assert.Equal((1, 10), (root["literal"]!.Span.Line, root["literal"]!.Span.Column));
    }

    [Fact]
    public void PlainScalarsOverSeveralLines_AreFolded() => Assert.Equal("a b c", Parsed.Mapping("x: a\n  b\n  c\ny: 1\n").At("x"));

    [Theory]
    [InlineData("a:\n  x: \"one\ntwo\"\n  y: 5\n", 4, 6)]
    [InlineData("a:\n  x: 'one\n two'\n  y: 5\n", 4, 6)]
    [InlineData("a:\n  x: [1,\n2]\n  y: 5\n", 4, 6)]
    [InlineData("a:\n  x: {b: 1,\n}\n  y: 5\n", 4, 6)]
    public void ContinuationLinesLeftOfTheirParent_AreReadAsPyYamlReadsThem(string text, int line, int column) =>
        Assert.Equal(new Span(line, column, line, column + 1), Parsed.Mapping(text).Node("a.y")!.Span);

    [Theory]
    [InlineData("lr: 1\na:\n\tb: 1\n", 3)]
    [InlineData("a:\n  b: 1\n\tc: 1\n", 3)]
    [InlineData("a:\n  b:\n\t\tc: 1\n\t\td: 1\n", 3)]
    public void TabIndentation_IsNamedWithItsLine(string text, int line)
    {
        var problem = Assert.Single(Parsed.Yaml(text).Problems);
        Assert.Equal("Indented with a tab, which YAML forbids; use spaces.", problem.Message);
        Assert.Equal(line, problem.Span.Line);
    }

    [Theory]
    [InlineData("lr: 0.1\n<<<<<<< HEAD\nwd: 0.1\n=======\nwd: 0.2\n>>>>>>> branch\n", 2)]
    [InlineData("opt:\n  lr: 0.1\n  wd: 1\n<<<<<<< HEAD\n  x: 1\n=======\n  x: 2\n>>>>>>> branch\n", 4)]
    public void MergeConflict_IsNamedAtItsStart(string text, int line)
    {
        var problem = Assert.Single(Parsed.Yaml(text).Problems);
        Assert.Contains("merge conflict", problem.Message, StringComparison.Ordinal);
        Assert.Equal(line, problem.Span.Line);
    }

    [Theory]
    [InlineData("{\"lr\": 0.1,\n}", "delete the comma", 2, 1)]
    [InlineData("{\"a\": [1, 2,]}", "delete the comma", 1, 13)]
    [InlineData("{\"lr\": 0.1\n \"a\": 1}", "a comma or '}' is missing", 2, 2)]
    [InlineData("{'lr': 0.1}", "a key in double quotes", 1, 2)]
    [InlineData("{\"opt\": 'SGD'}", "double quotes", 1, 9)]
    [InlineData("{lr: 0.1}", "a key in double quotes", 1, 2)]
    [InlineData("{\"lr\": .1}", "'.1' is no JSON number", 1, 8)]
    [InlineData("{\"lr\": 1.}", "'1.' is no JSON number", 1, 8)]
    [InlineData("{\"n\": 010}", "'010' is no JSON number", 1, 7)]
    [InlineData("{\"amp\": True}", "'True' is no JSON", 1, 9)]
    [InlineData("{\"a\": 1}\n---\n{\"a\": 2}", "behind the end", 2, 1)]
    public void WhatYamlAllowsAndJsonForbids_IsAProblemOfJson(string text, string saying, int line, int column)
    {
        var parsed = Parsed.Json(text);

        var problem = Assert.Single(parsed.Problems);
        Assert.Contains(saying, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Span.Line, problem.Span.Column));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(" [1, -2.5e-3, 0, 0.5, 1E+3, true, false, null, NaN, -Infinity, \"a\\\"b\", {}, []] ")]
    [InlineData("{\"lr\": 0.1, // peak\n \"wd\": 0,}")]
    [InlineData(" \n")]
    public void SoundJsonAndJsonWithComments_HaveNoProblems(string text) => Assert.Empty(Parsed.Json(text).Problems);

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n")]
    [InlineData("a: \"open\n")]
    [InlineData("a: b: c\n")]
    [InlineData("- 1\nb: 2\n")]
    [InlineData("a: @base\n")]
    [InlineData("a: `x`\n")]
    [InlineData("a: *nowhere\n")]
    [InlineData("a: %x\n b")]
    [InlineData("%YAML 3.5\n---\na: 1\n")]
    [InlineData("a: !<unfinished\n")]
    [InlineData("{a: 1}}\n")]
    [InlineData("a: \"\\q\"\n")]
    [InlineData("a: 1\n  b: 2\n")]
    [InlineData("a:\t1\n")]
    [InlineData("a: 1\t# why\n")]
    [InlineData("a: [%3]\n")]
    [InlineData("a: {b: c: d}\n")]
    [InlineData("a: \u0007\n")]
    [InlineData("a: 1\nb\n")]
    public void BrokenText_IsOneProblemWithItsPlaceNeverAnException(string text)
    {
        var parsed = Parsed.Yaml(text);
        var problem = Assert.Single(parsed.Problems);
        Assert.InRange(problem.Span.Line, 1, text.Split('\n').Length + 1);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Idx", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n# and another")]
    [InlineData("---\n")]
    [InlineData("---\n...\n")]
    [InlineData("\uFEFF")]
    public void EmptyText_HasNoDocumentsAndNoProblems(string text)
    {
        var parsed = Parsed.Yaml(text);
        Assert.Empty(parsed.Roots);
        Assert.Empty(parsed.Problems);
    }

    [Theory]
    [InlineData("{wd: &wd 0.1, mom: 0.9, again: *wd}", "mom", "0.9")]
    [InlineData("{wd: &wd 0.1, mom: 0.9, again: *wd}", "again", "0.1")]
    [InlineData("a: \"x\r  y\"\rb: 2\r", "a", "x y")]
    [InlineData("a: 'x\r\r y'\rb: 2\r", "b", "2")]
    [InlineData("{a: [1,\n2],\nb: {c: 3\n}}", "b.c", "3")]
    [InlineData("a: ! '1'\n", "a", "1")]
    [InlineData("a:\n- 1\n- 2\nb: 3\n", "a.1", "2")]
    [InlineData("a: [b: 1]\n", "a.0.b", "1")]
    public void WhatPyYamlReads_IsRead(string text, string path, string value) => Assert.Equal(value, Parsed.Mapping(text).At(path));

    [Theory]
    [InlineData("a: 1\u0085b: 5\n", 1)]
    [InlineData("# x\u2028b: 5\n", 1)]
    [InlineData("a: 1\rb: 5\r", 2)]
    [InlineData("a: \"\uFEFF\"\nb: 5\n", 2)]
    public void Lines_AreThoseOfTheSourceFile_WhateverEndsALineForPyYaml(string text, int line)
    {
        var source = new SourceFile("config.yaml", text);
        var value = Parsed.Mapping(text).Node("b")!;
        Assert.Equal((line, "5"), (value.Span.Line, source.Slice(value.Place)));
    }

    [Fact]
    public void WhatWasReadBeforeAProblem_IsAFragment()
    {
        var fragment = Assert.IsType<MappingNode>(Parsed.Yaml("SOLVER:\n  BASE_LR: 0.02\n  STEPS: [1, 2\nSEED: 1\n").Fragment);
        Assert.Equal("0.02", fragment.At("SOLVER.BASE_LR"));
    }

    [Fact]
    public void WhatCouldBeReadBeforeAProblem_IsKept() => Assert.Single(Parsed.Yaml("a: 1\n---\nb: [\n").Roots);

    [Fact]
    public void PercentAndAtWithinValues_AreOrdinaryCharacters()
    {
        var root = Parsed.Mapping("a: 50%\nb: user@host\nc: '%d epochs'\nd: \"@lr\"\n");
        Assert.Equal(("50%", "user@host", "%d epochs", "@lr"), (root.At("a"), root.At("b"), root.At("c"), root.At("d")));
    }

    [Fact]
    public void NestingUpToTheLimit_IsReadAndOneLevelMoreIsAProblemWithTheNumber()
    {
        Assert.Empty(Parsed.Yaml(Nested(DocumentLimits.Depth)).Problems);
        var problem = Assert.Single(Parsed.Yaml(Nested(DocumentLimits.Depth + 1)).Problems);
        Assert.Contains("100 levels", problem.Message, StringComparison.Ordinal);

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void NestingOfAMillionLevels_EndsAtTheLimit() => Assert.Single(Parsed.Yaml(new string('[', 1_000_000)).Problems);

    [Theory]
    [InlineData("a: &a [*a]\n")]
    [InlineData("a: &a {b: *a}\n")]
    [InlineData("a: &a\n  <<: *a\n")]
    public void AnchorWithinItself_IsAProblem(string text) =>
        Assert.Contains("*a", Assert.Single(Parsed.Yaml(text).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void BillionLaughs_CostLittleMemory()
    {
        var text = new StringBuilder("lr: 0.1\noptimizer: {type: SGD}\na0: &a0 [ha, ha]\nm0: &m0 {k0: 1}\n");
        for (var i = 1; i < 40; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
            text.Append($"m{i}: &m{i} {{<<: [{string.Join(", ", Enumerable.Repeat($"*m{i - 1}", 10))}], k{i}: *m{i - 1}}}\n");
        }

        // The tables of the dialects are made once for the whole process, by whoever reads first: no cost of this file.
        new ConfigReader().Read(new SourceFile("config.yaml", "lr: 0.1\noptimizer: {type: SGD}\n"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        new ConfigReader().Read(new SourceFile("config.yaml", text.ToString()));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 750_000_000, "too much memory");
    }

    [Fact]
    public void RandomMutations_NeverThrow()
    {
        string[] configs =
        [
            "SOLVER:\n  BASE_LR: 0.02\n  STEPS: (60000, 80000)\n_BASE_: \"x.yaml\"\n",
            "a: &a {lr: 1e-4, betas: [0.9, 0.999]}\nb:\n  <<: *a\n  'w d': |\n    text\n---\nc: !new:x {y: !ref <a>}\n",
            "{\"train_batch_size\": 64, \"optimizer\": {\"type\": \"AdamW\", \"params\": {\"lr\": 3e-5}}}",
            "optim: adam\noptim_conf:\n    lr: 0.002\nscheduler_conf: {warmup_steps: 25000}\n# end\n",
        ];
        const string Spice = "\n\r\t :-?,[]{}#&*!|>'\"%@`\\~<=0aé\u4e2d\uFEFF\u2028\0\u0085";

        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder(configs[seed % configs.Length]);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                Mutate(text, random);
            }

            var source = new SourceFile(seed % 2 == 0 ? "config.yaml" : "config.json", text.ToString());
            var thrown = Record.Exception(() => new ConfigReader().Read(source));
            Assert.True(thrown is null, $"Seed {seed}: {thrown}");
        }

        static void Mutate(StringBuilder text, Random random)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(3))
            {
                case 0:
                    text.Insert(at, Spice[random.Next(Spice.Length)]);
                    break;
                case 1 when at < text.Length:
                    text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
                    break;
                default:
                    var from = random.Next(text.Length + 1);
                    text.Insert(at, text.ToString(from, Math.Min(random.Next(1, 20), text.Length - from)));
                    break;
            }
        }
    }

    [Theory]
    [InlineData("define: &size 384\ndefine: &rate 0.1\nlr: *rate\nsize: *size\n", 0)]
    [InlineData("define: &size [384, 384]\ndefine: &rate 0.1\n", 0)]
    [InlineData("lr: &lr 0.1\nlr: &lr 0.2\nrate: *lr\n", 1)]
    [InlineData("lr: &lr 0.1\nlr: 0.2\nrate: *lr\n", 1)]
    public void KeysThatOnlyHoldDefinitions_AreNoDuplicates(string text, int duplicates) =>
        Assert.Equal(duplicates, Parsed.Yaml(text).Duplicates.Count);
}
