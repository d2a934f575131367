using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Attributes;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Judging;
using YamlDotNet.Core;

namespace TrainingLint.Benchmarks;

/// <summary>
/// What a full check costs beside the bare parse that it stands on. All files are in memory and one thread does the work,
/// so that neither the disk nor the number of cores decides; an operation is the whole corpus.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CheckBenchmarks
{
    private SourceFile[] _files = [];
    private string _root = "";
    private Judge _judge = new();

    /// <summary>Reads the corpus.</summary>
    [GlobalSetup]
    public void Read()
    {
        _root = Environment.GetEnvironmentVariable("TRAININGLINT_CORPUS")
            ?? throw new InvalidOperationException("Set TRAININGLINT_CORPUS to a directory of training configs.");
        _files = Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml" or ".json")
            .Order(StringComparer.Ordinal)
            .Select(path => SourceFile.Decode(path, File.ReadAllBytes(path), path))
            .OfType<SourceFile>()
            .ToArray();
        _judge = new Judge();
        Console.WriteLine(FormattableString.Invariant($"{_files.Length} files, {_files.Sum(file => (long)file.Text.Length)} characters"));
    }

    /// <summary>The floor: YamlDotNet's events of every file, thrown away.</summary>
    [Benchmark(Baseline = true)]
    public int RawParse()
    {
        var events = 0;
        foreach (var file in _files)
        {
            var parser = new Parser(new StringReader(file.Text));
            try
            {
                while (parser.MoveNext())
                {
                    events++;
                }
            }
            catch (YamlException)
            {
                // Some of the files are no YAML; the check meets the same exception.
                events++;
            }
        }

        return events;
    }

    /// <summary>Parse, recognise, compose, read and judge every file; base files are parsed once per run, as in the tool.</summary>
    [Benchmark]
    public int FullCheck()
    {
        var reader = new ConfigReader(new ConfigFiles(_root));
        return _files.Sum(file => _judge.Findings(reader.Read(file)).Count);
    }
}
