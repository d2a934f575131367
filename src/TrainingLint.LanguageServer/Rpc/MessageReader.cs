using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace TrainingLint.LanguageServer.Rpc;

/// <summary>
/// Takes messages from a stream of bytes: header lines with a Content-Length, an empty line, the body. After anything that breaks
/// this form it looks for the next header, so that one bad message does not cost the connection.
/// </summary>
internal sealed class MessageReader(Stream input)
{
    private const int LongestHeader = 4096;
    private const int LargestBody = 64 * 1024 * 1024;
    private const string LengthHeader = "Content-Length:";

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _filled;

    /// <summary>The next message; null at the end of the stream.</summary>
    public IncomingMessage? Read()
    {
        long? length = null;
        var sawGarbage = false;
        while (ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                if (length is { } known)
                {
                    return ReadBody(known);
                }

                if (sawGarbage)
                {
                    return IncomingMessage.Malformed(ErrorCode.Parse, "A header has no valid Content-Length.");
                }

                continue;
            }

            var header = line.IndexOf(LengthHeader, StringComparison.OrdinalIgnoreCase);
            if (header >= 0 && long.TryParse(line.AsSpan(header + LengthHeader.Length).Trim(), NumberStyles.None,
                CultureInfo.InvariantCulture, out var written))
            {
                length = written;
            }
            else if (!line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))
            {
                sawGarbage = true;
            }
        }

        return null;
    }

    private IncomingMessage? ReadBody(long length)
    {
        if (length > LargestBody)
        {
            return Skip(length) ? IncomingMessage.Malformed(ErrorCode.InvalidRequest, "The message is larger than 64 MiB.") : null;
        }

        var body = new byte[length];
        for (var done = 0; done < body.Length;)
        {
            if (_at == _filled && !Fill())
            {
                return null;
            }

            var part = Math.Min(body.Length - done, _filled - _at);
            Array.Copy(_buffer, _at, body, done, part);
            (_at, done) = (_at + part, done + part);
        }

        return IncomingMessage.Parse(body);
    }

    private bool Skip(long length)
    {
        while (length > 0)
        {
            if (_at == _filled && !Fill())
            {
                return false;
            }

            var part = (int)Math.Min(length, _filled - _at);
            (_at, length) = (_at + part, length - part);
        }

        return true;
    }

    // A line of a header without its line break; what is too long for a header comes in pieces. Null at the end of the stream.
    private string? ReadLine()
    {
        var line = new StringBuilder();
        while (line.Length < LongestHeader)
        {
            if (_at == _filled && !Fill())
            {
                return line.Length > 0 ? line.ToString() : null;
            }

            var next = (char)_buffer[_at++];
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(next);
        }

        return line.ToString();
    }

    private bool Fill()
    {
        _at = 0;
        try
        {
            _filled = input.Read(_buffer, 0, _buffer.Length);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            _filled = 0;
        }

        return _filled > 0;
    }
}
