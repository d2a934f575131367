using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>A log whose truth is known: entries of named numbers, written as programs write them.</summary>
public sealed class PlantedLog
{
    private readonly SortedDictionary<int, Dictionary<string, double>> _entries = [];

    /// <summary>Optimizer steps of the planned run.</summary>
    public int Planned { get; init; } = 1000;

    public PlantedLog With(string name, int every, Func<int, double> value, int? last = null)
    {
        for (var step = every; step <= (last ?? Planned); step += every)
        {
            if (!_entries.TryGetValue(step, out var fields))
            {
                _entries.Add(step, fields = []);
            }

            fields[name] = value(step);
        }

        return this;
    }

    /// <summary>Noise in [-1, 1] that is the same every time.</summary>
    public static double Noise(int step, int stream = 0)
    {
        var hash = unchecked(((uint)step * 2654435761u) ^ ((uint)stream * 40503u));
        hash = unchecked((hash ^ (hash >> 15)) * 2246822519u);
        return (((hash ^ (hash >> 13)) & 0xFFFF) / 32767.5) - 1;
    }

    public byte[] TrainerState() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{{\n  \"best_metric\": null,\n  \"epoch\": 2.0,\n  \"global_step\": {_entries.Keys.Last()},\n  \"log_history\": [\n")
        + string.Join(",\n", _entries.Select(entry => "    {\n" + string.Join(",\n", Fields(entry).Select(field => "      " + field)) + "\n    }"))
        + string.Create(CultureInfo.InvariantCulture, $"\n  ],\n  \"max_steps\": {Planned},\n  \"num_train_epochs\": 2\n}}\n"));

    public byte[] JsonLines() => Encoding.UTF8.GetBytes(string.Concat(_entries.Select(entry => "{" + string.Join(", ", Fields(entry)) + "}\n")));

    public byte[] Csv()
    {
        var names = _entries.Values.SelectMany(fields => fields.Keys).Distinct().ToArray();
        var lines = _entries.Select(entry => string.Join(',',
            names.Select(name => entry.Value.TryGetValue(name, out var value) ? Number(value) : "")
                .Prepend(entry.Key.ToString(CultureInfo.InvariantCulture))));
        return Encoding.UTF8.GetBytes("step," + string.Join(',', names) + "\n" + string.Join('\n', lines) + "\n");
    }

    public byte[] Events()
    {
        var file = new List<byte>();
        file.AddRange(Record([0x09, .. new byte[8], 0x1A, 13, .. "brain.Event:2"u8]));
        foreach (var (step, fields) in _entries)
        {
            foreach (var (name, value) in fields)
            {
                // Summary { value { tag, simple_value } }; every other one as a tensor of one float, as TensorFlow 2 writes it.
                byte[] bits = new byte[4];
                BinaryPrimitives.WriteSingleLittleEndian(bits, (float)value);
                byte[] number = step % 20 == 0 ? [0x15, .. bits] : [0x42, 8, 0x08, 1, 0x22, 4, .. bits];
                byte[] item = [0x0A, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), .. number];
                byte[] summary = [0x0A, (byte)item.Length, .. item];
                file.AddRange(Record([0x09, .. new byte[8], 0x10, .. Varint(step), 0x2A, (byte)summary.Length, .. summary]));
            }
        }

        return [.. file];
    }

    public static byte[] Record(byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        return [.. length, .. Checksum(length), .. data, .. Checksum(data)];
    }

    private static byte[] Checksum(byte[] data)
    {
        // CRC-32C bit by bit, independent of the processor's instruction.
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
            }
        }

        var masked = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, unchecked(BitOperations.RotateRight(~crc, 15) + 0xA282EAD8u));
        return masked;
    }

    private static byte[] Varint(int value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];

    private static IEnumerable<string> Fields(KeyValuePair<int, Dictionary<string, double>> entry) =>
        entry.Value.Select(field => $"\"{field.Key}\": {Number(field.Value)}")
            .Append("\"step\": " + entry.Key.ToString(CultureInfo.InvariantCulture));

    private static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity") : value.ToString("R", CultureInfo.InvariantCulture);
}
