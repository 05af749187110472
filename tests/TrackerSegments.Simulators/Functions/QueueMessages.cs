namespace TrackerSegments.Simulators.Functions;

/// <summary>A queue: what is taken out comes back unless it is deleted, and counts how often it was taken.</summary>
public sealed class QueueMessages
{
    private readonly Lock gate = new();
    private readonly List<QueueMessage> messages = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return messages.Count;
            }
        }
    }

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Select(m => m.Text)];
            }
        }
    }

    public void Add(string text)
    {
        lock (gate)
        {
            messages.Add(new(Guid.NewGuid(), text, 0, IsHidden: false));
        }
    }

    /// <summary>Takes the next message and hides it; null where none is to be seen.</summary>
    public QueueMessage? Take()
    {
        lock (gate)
        {
            var at = messages.FindIndex(m => !m.IsHidden);
            if (at < 0)
            {
                return null;
            }

            var taken = messages[at] with { DequeueCount = messages[at].DequeueCount + 1, IsHidden = true };
            messages.RemoveAt(at);
            messages.Add(taken);
            return taken;
        }
    }

    public void Delete(Guid id)
    {
        lock (gate)
        {
            messages.RemoveAll(m => m.Id == id);
        }
    }

    /// <summary>What was taken and not deleted shows again: the time that it was hidden for is over.</summary>
    public void Show(Guid id)
    {
        lock (gate)
        {
            var at = messages.FindIndex(m => m.Id == id);
            if (at >= 0)
            {
                messages[at] = messages[at] with { IsHidden = false };
            }
        }
    }
}

/// <summary>A message of a queue.</summary>
public sealed record QueueMessage(Guid Id, string Text, int DequeueCount, bool IsHidden);
