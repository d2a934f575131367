using System;
using System.Buffers.Binary;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>Walks over the fields of a protobuf message (protobuf.dev/programming-guides/encoding). Reads no byte beyond it, whatever it says.</summary>
internal ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field.</summary>
    public int Number { get; private set; }

    /// <summary>Its value: a varint, or the bits of a fixed number.</summary>
    public ulong Value { get; private set; }

    /// <summary>Its bytes, where it has a length; otherwise empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True when the message ended in the middle of a field.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsBroken)
        {
            return false;
        }

        IsBroken = !ReadField();
        return !IsBroken;
    }

    private bool ReadField()
    {
        Bytes = default;
        Value = 0;
        if (!Varint(out var key))
        {
            return false;
        }

        Number = (int)(key >> 3);
        switch (key & 7)
        {
            case 0:
                var whole = Varint(out var value);
                Value = value;
                return whole;
            case 1 when Take(sizeof(ulong), out var eight):
                Value = BinaryPrimitives.ReadUInt64LittleEndian(eight);
                return true;
            case 2 when Varint(out var length) && length <= (ulong)_rest.Length && Take((int)length, out var bytes):
                Bytes = bytes;
                return true;
            case 5 when Take(sizeof(uint), out var four):
                Value = BinaryPrimitives.ReadUInt32LittleEndian(four);
                return true;
            default:
                return false;
        }
    }

    private bool Take(int count, out ReadOnlySpan<byte> taken)
    {
        if (count > _rest.Length)
        {
            taken = default;
            return false;
        }

        taken = _rest[..count];
        _rest = _rest[count..];
        return true;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
