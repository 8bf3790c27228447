"""What somebody would write with FastAPI and SQLAlchemy: a campaign by its id.

Wants fastapi, uvicorn, sqlalchemy and psycopg; DATABASE is postgresql+psycopg://..., the argument a port.
"""

import os
import sys
from datetime import datetime
from typing import Any, Optional

import uvicorn
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine(os.environ["DATABASE"], pool_size=10)
Sessions = sessionmaker(bind=engine, autoflush=False)


class Base(DeclarativeBase):
    pass


class Campaign(Base):
    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    created_at: Mapped[datetime]
    archived_at: Mapped[Optional[datetime]]


class Revision(Base):
    __tablename__ = "campaign_revision"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    model_path: Mapped[str]
    audience_filter: Mapped[str]
    features: Mapped[Any] = mapped_column(JSONB)
    users_table: Mapped[Optional[str]]
    newest_by: Mapped[Optional[str]]
    holdout: Mapped[Optional[float]]
    max_drift: Mapped[Optional[float]]
    is_active: Mapped[bool]
    created_at: Mapped[datetime]


class CampaignRead(BaseModel):
    model_config = ConfigDict(from_attributes=True, protected_namespaces=())

    id: int
    name: str
    model_path: str
    audience_filter: str
    features: list[str]
    users_table: Optional[str]
    newest_by: Optional[str]
    holdout: Optional[float]
    max_drift: Optional[float]
    is_active: bool
    revision: int
    created_at: datetime
    updated_at: datetime


app = FastAPI()


def session():
    with Sessions() as opened:
        yield opened


@app.get("/campaigns/{campaign_id}", response_model=CampaignRead)
def campaign(campaign_id: int, db: Session = Depends(session)):
    found = (
        db.query(Campaign, Revision)
        .join(Revision, (Revision.campaign_id == Campaign.id) & (Revision.revision == Campaign.revision))
        .filter(Campaign.id == campaign_id, Campaign.archived_at.is_(None))
        .first()
    )
    if found is None:
        raise HTTPException(status_code=404, detail="There is no such campaign")
    head, said = found
    return CampaignRead(
        id=head.id,
        name=said.name,
        model_path=said.model_path,
        audience_filter=said.audience_filter,
        features=said.features,
        users_table=said.users_table,
        newest_by=said.newest_by,
        holdout=said.holdout,
        max_drift=said.max_drift,
        is_active=said.is_active,
        revision=said.revision,
        created_at=head.created_at,
        updated_at=said.created_at,
    )


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
