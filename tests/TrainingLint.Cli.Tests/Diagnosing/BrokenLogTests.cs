using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>A log that cannot be read is named with the place, what was found and what is wanted.</summary>
public sealed class BrokenLogTests : IDisposable
{
    private static readonly PlantedLog Sound = PlantedCases.All[0].Log;

    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void ATableWithSemicolonsAndDecimalCommas_IsReadLikeAnyOther()
    {
        _files.Write("point.csv", Sound.Csv()).Write("comma.csv", Encoding.UTF8.GetString(Sound.Csv()).Replace(',', ';').Replace('.', ','));

        Assert.Equal(_files.Run("diagnose", "point.csv").Output.Replace("point.csv", "comma.csv", StringComparison.Ordinal), _files.Run("diagnose", "comma.csv").Output);
    }

    [Fact]
    public void CommasBesidePoints_AreNoDecimals()
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(step => FormattableString.Invariant($"{step};{2.5 - (step / 10.0):F1};1,234\n")));
        _files.Write("log.csv", "step;loss;grad_norm\n" + rows);

        Assert.DoesNotContain("1.234", _files.Run("diagnose", "log.csv").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AColumnThatIsNamedTwice_IsReadOnceAndSaid()
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(step => FormattableString.Invariant($"{step},{2.5 - (step / 10.0):F1},100\n")));
        _files.Write("log.csv", "step,loss,loss\n" + rows);

        var outcome = _files.Run("diagnose", "log.csv");

        Assert.Contains("log.csv:1: the header names 'loss' 2 times; the first of these columns is read", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("loss from 'loss' (12)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFirstRecordOfTensorBoard_IsKnown()
    {
        // The bytes that every event file begins with: a length of 24 and its checksum.
        byte[] start = [0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22];

        Assert.Equal(start, PlantedLog.Record(new byte[24])[..12]);
    }

    [Fact]
    public void AnEventFileThatIsCutOff_CountsUpToThere()
    {
        var whole = Sound.Events();
        _files.Write("events.out.tfevents.1", whole[..^5]);

        var outcome = _files.Run("diagnose", "events.out.tfevents.1");

        Assert.Equal(ExitCode.Unreadable, outcome.Exit);
        Assert.Matches(@"^traininglint: events\.out\.tfevents\.1: byte \d+: a record of \d+ bytes is cut off", outcome.Error);
        Assert.Contains("loss from 'loss' (100)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongChecksums_AreNamedByTheirByte()
    {
        var (length, data) = (Sound.Events(), Sound.Events());
        length[40] ^= 1;
        data[60] ^= 1;

        Assert.Contains("byte 40: the checksum of a record's length is wrong", Fails("events.out.tfevents.1", length), StringComparison.Ordinal);
        Assert.Contains("byte 40: the checksum of a record's data is wrong; the record is left out", Fails("events.out.tfevents.2", data), StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordThatPromisesMoreThanThereIs_AsksForNoMemory()
    {
        var huge = PlantedLog.Record(new byte[4]);
        var length = BitConverter.GetBytes(1L << 60);
        var header = Enumerable.Range(0, 12).Select(i => i < 8 ? length[i] : huge[i]).ToArray();

        Assert.Contains("byte 0: the checksum of a record's length is wrong", Fails("events.out.tfevents.1", header), StringComparison.Ordinal);
    }

    [Fact]
    public void AnythingInARecord_IsNoMoreThanAProblem()
    {
        for (var i = 0; i < 256; i++)
        {
            byte[] data = [.. Enumerable.Range(0, 40).Select(j => (byte)((PlantedLog.Noise((i * 40) + j) + 1) * 127.5))];
            _files.Write("events.out.tfevents.1", [.. Sound.Events(), .. PlantedLog.Record(data)]);

            Assert.InRange(_files.Run("diagnose", "events.out.tfevents.1").Exit, ExitCode.Clean, ExitCode.Unreadable);
        }
    }

    [Fact]
    public void AnEmptyFile_IsSaidToBeEmpty()
    {
        Assert.Contains("log.csv: byte 0: the file is empty; wanted is ", Fails("log.csv", []), StringComparison.Ordinal);
        Assert.Contains("byte 0: the file is empty; wanted is ", Fails("events.out.tfevents.1", []), StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenJson_IsNamedByItsLine()
    {
        Assert.Contains("trainer_state.json:9: the JSON is broken or cut off", Fails("trainer_state.json", Text("{\n\"log_history\": [\n{\n\"loss\": 1,\n\"step\": 1\n},\n{\n\"loss\": 2,\n")), StringComparison.Ordinal);
        Assert.Contains("log.jsonl:2: the line is not a JSON object", Fails("log.jsonl", Text("{\"loss\": 1}\n{\"loss\": x}\n{\"loss\": 2}\n")), StringComparison.Ordinal);
        Assert.Contains("log.jsonl:2: the last line is cut off", Fails("log.jsonl", Text("{\"loss\": 1}\n{\"lo")), StringComparison.Ordinal);
        Assert.Contains("log.jsonl:1: the line is not a JSON object", Fails("log.jsonl", Text(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_AreHeldAgainstTheirHeader()
    {
        Assert.Contains("log.csv:3: 2 cells; wanted are 3, as in the header", Fails("log.csv", Text("step,lr,loss\n1,0.1,2\n2,0.1\n3,0.1,1\n")), StringComparison.Ordinal);
        Assert.Contains("log.csv:1: the first line is no header", Fails("log.csv", Text("1,0.1,2\n2,0.1,3\n")), StringComparison.Ordinal);
        Assert.Contains("log.csv: holds no numbers", Fails("log.csv", Text("step,lr,loss\n")), StringComparison.Ordinal);
        Assert.Contains("weights.bin: byte 2: a zero byte, so this is no text", Fails("weights.bin", [1, 2, 0, 3, 4, 5]), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongCalls_SayWhatToDo()
    {
        _files.Write("logs/a.csv", "step,loss\n1,2\n").Write("logs/b.csv", "step,loss\n1,2\n").Write("nothing/readme.txt", "x");

        Assert.Equal(ExitCode.Usage, _files.Run("diagnose").Exit);
        Usage("there is no log 'missing.csv'", "diagnose", "missing.csv");
        Usage("'logs' holds several logs; name one: 'logs/a.csv', 'logs/b.csv'", "diagnose", "logs");
        Usage("'nothing' holds no log; wanted is trainer_state.json", "diagnose", "nothing");
        Usage("there is no config 'missing.yaml'", "diagnose", "logs/a.csv", "--config", "missing.yaml");
    }

    private void Usage(string message, params string[] call)
    {
        var outcome = _files.Run(call);
        Assert.Equal(ExitCode.Usage, outcome.Exit);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private string Fails(string name, byte[] bytes)
    {
        var outcome = _files.Write(name, bytes).Run("diagnose", name);
        Assert.Equal(ExitCode.Unreadable, outcome.Exit);
        return outcome.Error;
    }
}
